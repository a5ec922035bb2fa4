"""From text to its spoken form, character for character traceable: normalize() tells the story.

lexicon    the words whose saying somebody has decided, which no rule reads
ipa        how the spoken form writes a word that is given in IPA
reader     the rules in their order, against a text from left to right
plain      look-alike characters made alike, one for one, so that every rule has one to know
spoken     what comes out, and how it is put together
english/   the rules for English, one file for each class of expression
others/    numbers and what is told in them, in the other languages, by CLDR
"""

from worker.script.normalize.normalize import normalize
from worker.script.normalize.spoken import Spoken, Word

__all__ = ["Spoken", "Word", "normalize"]
