"""Pronounces Chinese names in pinyin as American newsreaders do.

Many English and other names can be read as syllables of pinyin (Dixie, Alexi, Maxine). A word alone
counts only if its beginning or its rhymes are of no other language.
"""

import re
from collections.abc import Iterator

from worker.script.normalize.tables import word_set

_FINALS = {
    **{"a": "ɑ", "ai": "aɪ", "an": "ɑn", "ang": "ɑŋ", "ao": "aʊ"},
    **{"e": "ʌ", "ei": "eɪ", "en": "ʌn", "eng": "ʌŋ", "er": "ɑɹ"},
    **{"i": "i", "ia": "jɑ", "ian": "jɛn", "iang": "jɑŋ", "iao": "jaʊ", "ie": "jɛ", "in": "ɪn"},
    **{"ing": "ɪŋ", "iong": "jʊŋ", "iu": "joʊ", "o": "oʊ", "ong": "ʊŋ", "ou": "oʊ"},
    **{"u": "u", "ua": "wɑ", "uai": "waɪ", "uan": "wɑn", "uang": "wɑŋ", "ue": "wɛ", "ui": "weɪ"},
    **{"un": "ʊn", "uo": "woʊ"},
}
_OPEN = "a ai an ang ao e en eng ou"
_BACK = f"{_OPEN} ong u ua uai uan uang ui un uo"
_FRONT = "i ian iao ie in ing"
_SYLLABLES = {
    "b p m": (f"a ai an ang ao ei en eng o ou u {_FRONT}", "b p m"),
    "f": ("a an ang ei en eng o ou u", "f"),
    "d t n l": (f"{_OPEN} ei {_FRONT} ia iang iu ong u uan ue ui un uo", "d t n l"),
    "g k h": (f"{_BACK} ei", "ɡ k h"),
    "zh ch sh r": (f"{_BACK} i", "dʒ tʃ ʃ ɹ"),
    "z c s": (f"{_OPEN} i ong u uan ui un uo", "dz ts s"),
    "j q x": (f"{_FRONT} ia iang iong iu u uan ue un", "dʒ tʃ ʃ"),
    "w": ("a ai an ang ei en eng o u", "w"),
}
"""Finals that follow the initials, and the initials in IPA."""
_IPA = {
    **{
        initial + final: sound + ("ə" if initial in "zcs" and final == "i" else _FINALS[final])
        for initials, (finals, sounds) in _SYLLABLES.items()
        for initial, sound in zip(initials.split(), sounds.split(), strict=True)
        for final in finals.split()
    },
    **{"ya": "jɑ", "yan": "jɛn", "yang": "jɑŋ", "yao": "jaʊ", "ye": "jɛ", "yi": "ji", "yin": "jɪn"},
    **{"ying": "jɪŋ", "yong": "jʊŋ", "you": "joʊ", "yu": "ju", "yuan": "juɑn", "yue": "jwɛ"},
    **{"yun": "jun", **{final: _FINALS[final] for final in f"{_OPEN} er".split()}},
}
_MAX_SYLLABLE = max(map(len, _IPA))
_MAX_SYLLABLES = 3

_CERTAIN = re.compile(r"x|q(?!u)|zh(?!.*n[ny]?a$)|(?:[hjlnzsxkg]|sh|ch|zh)[iu]ang|(?!q)\w*[iu]ang$")
_GIVEN_CERTAIN = re.compile(r"x|q|zh")
_SURNAMES = word_set("""
    cai cao chen cheng cui deng ding dong du fang feng fu gao gu guo han hou hu huang jia jiang
    jin kong lei li liang liao lin liu lu luo ma mao meng pan peng qi qian qiao qin qiu ren shao
    shen shi song su sun tang tao tian wang wei wen wu xi xia xiang xiao xie xiong xu xue yan yang
    yao ye yi yin yu yuan zeng zhang zhao zheng zhong zhou zhu zou
""")
"""Common surnames, without those that begin English sentences."""


def pronounce(word: str) -> str | None:
    """Return the IPA of a word in lower case that can only be Chinese."""
    if not _CERTAIN.match(word):
        return None
    syllables = _parse(word)
    return _stress(syllables, 0) if syllables else None


def pronounce_name(surname: str, given: str) -> tuple[str, str] | None:
    """Return the IPA of a surname and of the given name after it, both in lower case.

    None if they are not certainly Chinese. `given` must be a word that no dictionary has.
    """
    if surname not in _SURNAMES:
        return None
    syllables = _parse(given)
    if not syllables or (len(syllables) == 1 and not _GIVEN_CERTAIN.match(given)):
        return None
    return _stress([_IPA[surname]], 0), _stress(syllables, len(syllables) - 1)


def _parse(word: str) -> list[str] | None:
    """Return the syllables in IPA, None if the word has others."""
    parts = [next(_readings(part, _MAX_SYLLABLES), None) for part in word.split("'")]
    return None if None in parts else [ipa for part in parts if part for ipa in part]


def _readings(word: str, limit: int) -> Iterator[list[str]]:
    if not word:
        yield []
    if word and limit:
        for length in range(min(_MAX_SYLLABLE, len(word)), 0, -1):
            if ipa := _IPA.get(word[:length]):
                yield from ([ipa, *rest] for rest in _readings(word[length:], limit - 1))


def _stress(syllables: list[str], stressed: int) -> str:
    return "".join(
        f"ˈ{syllable}" if index == stressed else syllable
        for index, syllable in enumerate(syllables)
    )
