from pathlib import Path

import pytest

from worker.engines.hibari_cmudict import read, to_ipa


@pytest.mark.parametrize(
    ("phones", "ipa"),
    [
        ("M AO0 R EH1 T IY0", "mɔɹˈɛɾi"),
        ("P AH0 T EH1 L", "pətˈɛl"),
        ("CH ER1 CH IH0 L", "tʃˈɜɹtʃɪl"),
        ("B AH1 T ER0", "bˈʌɾəɹ"),
    ],
)
def test_phones_become_ipa(phones: str, ipa: str) -> None:
    assert to_ipa(phones.split()) == ipa


def test_a_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "cmudict.dict"
    file.write_text("'bout B AW1 T\na.m. EY1 EH1 M\nabe EY1 B # name\nabe(2) AA1 B EY0\n", "utf-8")
    assert read(file) == {"abe": ["ˈeɪb", "ˈɑbeɪ"]}
