"""Takes off the beginning of names that English words never have, such as Gv in Gvardiol.

A guess that was trained on English spells such letters: G, V, ardiol.
"""

import re

_ONSETS = tuple(
    (re.compile(letters), ipa)
    for letters, ipa in (
        *(("tsh|tch|cz", "tʃ"), ("dzh|dž", "dʒ"), ("rz", "ʒ"), ("hj", "j")),
        *(("n(?=[gk])", "əŋ"), ("n(?=[bcdfjnpqstvz])", "ən"), ("m(?=[bdfgkpqstvz])", "əm")),
        *(
            ("m(?=[lnr])", "mə"),
            ("l(?=[bdgkmntv])", "lə"),
            ("d(?=[bgklmnv])", "də"),
            ("d(?=z)", "d"),
        ),
        *(
            ("g(?=b)|k(?=p)|h(?=[lmnv])", ""),
            ("h(?=r)", "hə"),
            ("g(?=[dv])", "ɡə"),
            ("b(?=[dvz])", "bə"),
        ),
        *(("k(?=v)", "k"), ("k(?=[bdgtz])", "kə"), ("t(?=[bdklmnv])", "tə"), ("ts(?=v)", "ts")),
        *(("v(?=[bdgkmnpstz])", "və"), ("z(?=[bdglmnrv])", "z"), ("s(?=[bdgr])", "s")),
    )
)
_SPEAKABLE = re.compile("[bcdfghjklmnpqrstvwxz]{0,3}[aeiouyáéíóúäöü]")
_MIN_LENGTH = 4


def split_onset(word: str) -> tuple[str, str]:
    """Return the IPA of the beginning, mostly empty, and the rest of a capitalised word."""
    if len(word) < _MIN_LENGTH or not (word[0].isupper() and word[1:].islower()):
        return "", word
    lower = word.lower()
    for letters, ipa in _ONSETS:
        found = letters.match(lower)
        if found and _SPEAKABLE.match(lower, found.end()):
            return ipa, lower[found.end() :].capitalize()
    return "", word
