"""References to the Bible and the Quran by chapter and verse: John 3:16, 1 Cor. 13:4-7."""

import re

from worker.script.normalize.english import numerals
from worker.script.normalize.english.context import END
from worker.script.normalize.rules import DIGIT, LETTER, Rule
from worker.script.normalize.tables import table, word_set

_SHORT = table("""
    Gen Genesis, Ex Exodus, Exod Exodus, Lev Leviticus, Num Numbers, Deut Deuteronomy, Josh Joshua
    Judg Judges, Sam Samuel, Kgs Kings, Chr Chronicles, Chron Chronicles, Neh Nehemiah, Ps Psalm
    Pss Psalms, Prov Proverbs, Eccl Ecclesiastes, Isa Isaiah, Jer Jeremiah, Lam Lamentations
    Ezek Ezekiel, Dan Daniel, Hos Hosea, Mic Micah, Hab Habakkuk, Zech Zechariah, Mal Malachi
    Matt Matthew, Mt Matthew, Mk Mark, Lk Luke, Jn John, Rom Romans, Cor Corinthians, Gal Galatians
    Eph Ephesians, Phil Philippians, Col Colossians, Thess Thessalonians, Tim Timothy, Heb Hebrews
    Jas James, Pet Peter, Rev Revelation, Macc Maccabees
""")
_BOOKS = set(_SHORT.values()) | word_set("""
    Ruth Ezra Esther Job Joel Amos Obadiah Jonah Nahum Zephaniah Haggai Luke Acts Titus Philemon
    Jude Sirach Wisdom Tobit Judith Baruch Surah Sura Quran Qur'an Koran
""")
_ORDINALS = {"1": "First ", "2": "Second ", "3": "Third "}


def _verse(match: re.Match[str]) -> str:
    ordinal = _ORDINALS.get(match["which"], "")
    chapter, verse, to, last = (
        numerals.number(match[name] or "") for name in ("chapter", "verse", "to", "last")
    )
    end = f" to {to} {last}".replace("  ", " ") if last else ""
    return f"{ordinal}{_book(match)} {chapter} {verse}{end}"


def _chapter(match: re.Match[str]) -> str:
    return f"{_ORDINALS[match['which']]}{_book(match)}"


def _book(match: re.Match[str]) -> str:
    return _SHORT.get(match["book"], match["book"])


_WHICH = r"(?P<which>[123])\s"
_BOOK = rf"(?P<book>{'|'.join(sorted({*_BOOKS, *_SHORT}, key=len, reverse=True))})\b\.?"
_NUMBER = "[0-9]{1,3}"

RULES = (
    Rule(
        DIGIT + LETTER,
        rf"(?:{_WHICH})?{_BOOK}\s(?P<chapter>{_NUMBER}):(?P<verse>{_NUMBER})"
        rf"(?:[-–](?:(?P<to>{_NUMBER}):)?(?P<last>{_NUMBER}))?(?![-–:]?[0-9]){END}",
        _verse,
    ),
    Rule(DIGIT, rf"{_WHICH}{_BOOK}(?=\s[0-9]{{1,2}}{END})", _chapter),
)
