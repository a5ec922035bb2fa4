"""Gains of the voices of espeak-ng, which differ by some dB.

Measured with version 1.51 at the default pace, after encoding: by articles in the languages of the
test pages, else by lists of countries and languages from CLDR, which are 0.5 LU softer than
articles in the languages that have both, else by numbers, which are 1.2 LU softer.
"""

DEFAULT_GAIN = 2.0
"""dB, of most voices."""

_GAINS = {
    -7.0: "mi",
    -3.5: "haw",
    0.0: "as cmn-latn-pinyin",
    0.5: "bpy kok mt nci om or",
    1.0: "bn ja kn piqd sl th tn",
    1.5: "cmn cv en-029 en-gb-scotland en-gb-x-gbclan en-gb-x-gbcwmd et fi gu ka ko ku ky "
    "la ltg mr qu sd si smj ta te tr ur yue",
    2.5: "af bs ca cs da de el en-us es-419 eu fa fa-latn hr ht hu ia id io is kk lb ms my "
    "nb qdb quc ro sq sv vi vi-vn-x-central",
    3.0: "an be eo es grc lv pap pl ru sk sr tt uk",
    3.5: "ba bg it py",
    4.0: "fr-be fr-ch fr-fr ru-lv",
    6.0: "he",
}
"""Voices by dB, in steps of half a dB."""

GAINS = {voice: gain for gain, voices in _GAINS.items() for voice in voices.split()}
"""dB by voice."""
