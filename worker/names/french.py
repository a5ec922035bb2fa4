"""The spelling of French, for words with accents that only French has in such a place."""

from worker.names.orthography import Orthography

_V = "aeiouyàâéèêëîïôûùœ"
_END = f"(?=[^{_V}nmh]|$)"
"""Matches after a nasal vowel."""

_SIGNS = r"""(?x)
    ^(?!éir)(?=[^áíóúñãõ]+$)  # no Irish, no accents of Spanish and Portuguese
    .*(?:
        è(?=.*[^aiou]$) | œ | î(?!$) | ô(?=[ntml]es?$|t) | ê(?=[tmlcv]\w) | ç(?:on|ois) | ée$
        | é.+(?:es?|ie|(?<!s)on|ot|et|eau|eur|ien|ois|ric|ard|ert|ier|ault|aud|eux|ieu|an|in|uy)$
        | (?<=.)éo$
    )
"""

FRENCH = Orthography(
    signs=_SIGNS,
    rules=(
        *((f"ien{_END}", "jæn"), (f"(?:ain|ein|in|im|yn|ym){_END}", "æn"), ("aô", "oʊ")),
        *(("eaux?|au[xd]?$|ault$|au", "oʊ"), ("oi[stx]?$|oît?$|oi", "wɑ"), ("o[uùû]s?", "u")),
        *(("(?<=[aeoéu])y(?=[aeouéè])", "j"), ("eill?e?$", "eɪ"), ("aill?e?$", "aɪ")),
        *(("ai[st]?$", "eɪ"), ("a[iî]|ei", "ɛ"), ("œu|œ|eu[xs]?$|eu", "ɜ"), ("ph", "f")),
        *(("th", "t"), ("ch", "ʃ"), ("gn", "nj"), ("qu", "k"), ("gu(?=[eéèêiîy])", "ɡ")),
        *(("[ae]m(?=[pb])", "ɑm"), (f"(?:an|am|en|em){_END}", "ɑn")),
        *((f"(?:on|om|ons){_END}", "ɔn"), (f"un{_END}", "ʌn"), ("i(?=[aeouéèê])(?!es?$)", "j")),
        *(("(?<=.)es?$", ""), ("e[rz]$", "eɪ"), ("èse?$", "ɛz"), ("é(?:es?|s)?$", "eɪ")),
        *(("é", "eɪ"), ("[èêë]", "ɛ"), (f"e(?=[^{_V}]{{2}})", "ɛ"), (f"e(?=[^{_V}][{_V}])", "ə")),
        *(("e", "ɛ"), ("[aàâ]", "ɑ"), ("[iîïy]", "i"), ("ô", "oʊ")),
        *((f"o(?=[^{_V}]?$|[^{_V}][{_V}]|é)", "oʊ"), ("o", "ɔ"), ("[uûù]", "u")),
        *(("ç|c(?=[eéèêiîy])", "s"), ("cc?", "k"), ("g(?=[eéèêiîy])", "ʒ"), ("gg?", "ɡ")),
        *(("j", "ʒ"), (f"(?<=[{_V}])s(?=[{_V}])", "z"), ("ss?", "s"), ("h", ""), ("x", "ks")),
        *(("q", "k"), ("(?<=[éeaoiu])[td]s?$", ""), ("rr?[td]?$|rr?", "ɹ"), ("ll", "l")),
        *(("mm", "m"), ("nn", "n"), ("tt", "t"), ("pp", "p")),
    ),
    stressed=-1,
)
