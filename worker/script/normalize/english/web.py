"""E-mail and web addresses, @names and #tags, shortened to what a listener can use."""

import re

from worker.script.normalize.english import numerals
from worker.script.normalize.english.context import END, is_labelled
from worker.script.normalize.english.letters import spell
from worker.script.normalize.english.scripts import transliterate
from worker.script.normalize.rules import DIGIT, LETTER, SIGN, Rule, always
from worker.script.normalize.tables import table, word_set

_SAID_ENDINGS = word_set("""
    com org net edu gov mil info biz name pro app dev shop blog news online site live today world
    store tech space club media agency museum travel jobs mobi page link zone life work design
    co cloud wiki
""")
"""What may end the name of a host and is read as a word."""
_SPELLED_ENDINGS = word_set("""
    ac ae af ai am ar at au be bg br by ca cc cd ch ci cl cn cz de dk ee eg es eu fi fm fr gg gl gr
    hk hr hu id ie il im in io ir is it jp ke kr kz la lt lu lv ly ma md me mx my ng nl no nu nz pe
    ph pk pl pt qa ro rs ru sa se sg si sk sm so st su th tk to tr tv tw ua ug uk us uy uz ve vn ws
    za js ts py pdf html txt csv zip exe doc docx xls jpg png gif json md xml
""")
"""And what is not; also those of files."""
_SIGNS = table("- dash, _ underscore, . dot, + plus, / slash")

_PIECE = re.compile(r"[A-Z]{2,}(?![a-z])|[A-Z]?[a-z]+|[A-Z]|[0-9]+|[À-ÖØ-öø-ɏ]+|[-_.+/]")
_VOWEL = re.compile(r"[aeiouyà-ɏ]", re.IGNORECASE)
_SHORT_PATH = re.compile(r"/[a-z0-9]{1,12}(?:-[a-z0-9]{1,8})?/?")


def _email(match: re.Match[str]) -> str:
    return f"{_pieces(match['local'])} at {_address(match)}"


def _address(match: re.Match[str]) -> str:
    """The host without its www; the path when it is one short word, as a long one says nothing."""
    *labels, last = match["host"].removeprefix("www.").removeprefix("WWW.").split(".")
    spoken = " dot ".join([*map(_pieces, labels), _ending(last)])
    if _SHORT_PATH.fullmatch(match["rest"]):
        spoken += f" {_pieces(match['rest'].rstrip('/'))}"
    return spoken


def _bare_host(match: re.Match[str]) -> str | None:
    """example.com, and what looks like it: report.pdf; but not "the end.The" or "e.g.this"."""
    host = match["host"]
    *labels, last = host.split(".")
    if last in _SAID_ENDINGS or last.lower() in ("com", "net", "org"):
        return _address(match)
    longest, shortest = max(map(len, labels)), min(map(len, labels))
    if last in _SPELLED_ENDINGS:
        return _address(match) if longest > 1 or "/" in match["rest"] else None
    alike = host == host.lower() and shortest > 1 and len(last) < 5
    return _address(match) if alike else None


def _name(match: re.Match[str]) -> str:
    return f"at {_pieces(match['name'])}{match['owner'] or ''}"


def _tag(match: re.Match[str]) -> str | None:
    """Its numbers are no digits of an address: #COP28. That of apt #4B is no tag."""
    if is_labelled(match):
        return None
    return f"hashtag {' '.join(map(_tag_piece, _PIECE.findall(match['name'])))}"


def _tag_piece(piece: str) -> str:
    return numerals.pairs(piece) if piece.isdecimal() else _piece(piece)


def _ending(last: str) -> str:
    if last.lower() in _SAID_ENDINGS:
        return last.lower()
    if len(last) == 2:
        return last.upper()
    return transliterate(last) if _VOWEL.search(last) else spell(last)


def _pieces(text: str) -> str:
    """In words: camelCase divided, digits one by one, what has no vowel by its letters."""
    return " ".join(map(_piece, _PIECE.findall(text)))


def _piece(piece: str) -> str:
    if piece in _SIGNS:
        return _SIGNS[piece]
    if piece.isdecimal():
        return numerals.digits(piece)
    spelled = len(piece) > 1 and (piece.isupper() or not _VOWEL.search(piece))
    return spell(piece) if spelled else transliterate(piece)


_HOST = r"(?P<host>(?:[^\W_](?:[^\W_]|-){0,62}+\.(?=[^\W_])){1,8}+[A-Za-z]{2,24}+)(?![^\W_])"
_REST = r"(?P<rest>(?:[/?#](?:[^\s<>\"']*[^\s<>\"'.,;:!?)\]])?)?)"
_SCHEME = "(?i:https?|ftp)://"
_USER = r"(?:[^\s/@]{1,64}+@)?"
_PORT = "(?::[0-9]{1,5})?"

RULES = (
    Rule(LETTER + DIGIT, rf"(?P<local>[\w.+-]{{1,64}}+)@{_HOST}{_REST}", _email),
    Rule(LETTER, rf"{_SCHEME}{_USER}{_HOST}{_PORT}{_REST}", _address),
    Rule(LETTER, r"(?i:doi):?\s?10\.[0-9]{4,9}/[^\s<>\"']*[^\s<>\"'.,;:)]", always("a link")),
    Rule(LETTER, rf"{_SCHEME}[^\s<>\"']*+", always("a link")),
    Rule(LETTER + DIGIT, rf"{_HOST}{_PORT}{_REST}", _bare_host),
    Rule(SIGN, rf"@(?P<name>\w{{1,40}}+)(?P<owner>'s{END})?(?!@)", _name),
    Rule(SIGN, r"#(?P<name>[^\W\d]\w{0,60}+|[0-9]++[^\W\d_]\w{0,60}+)#?", _tag),
)
