import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.engines.hibari_phonemes import to_phonemes


@pytest.mark.parametrize(
    ("ipa", "american", "british"),
    [
        ("ˈkiːv", "kˈiv", "kˈiːv"),
        ("həˈloʊ", "həlˈO", "həlˈQ"),
        ("dʒɪf", "ʤˈɪf", "ʤˈɪf"),
        ("t͡ʃaʊˈʃɛsku", "ʧWʃˈɛsku", "ʧWʃˈɛsku"),
        ("ˈbʌtn̩", "bˈʌtᵊn", "bˈʌtᵊn"),
        ("ʁɑ̃ˈsɛ", "ɹɑsˈɛ", "ɹɑsˈɛ"),
        ("ˌnuː ˈjɔːk", "nˌu jˈɔk", "nˌuː jˈɔːk"),
        ("ˈ", "", ""),
    ],
)
def test_ipa_is_converted_to_the_phonemes_of_the_voice(
    ipa: str, american: str, british: str
) -> None:
    assert to_phonemes(ipa, british=False) == american
    assert to_phonemes(ipa, british=True) == british


@given(st.text(st.sampled_from("aeioʊɪəptkʃʒdtːˈˌ̩̃͡.‿ ǃ中x")), st.booleans())
def test_any_ipa_gives_phonemes_without_dangling_stress(ipa: str, british: bool) -> None:
    phonemes = to_phonemes(ipa, british)
    assert phonemes == phonemes.strip()
    assert not phonemes.endswith(("ˈ", "ˌ"))
