"""E-mail and web addresses, @names and #tags, shortened to the parts that help a listener."""

import re

from worker.script.normalize.english import numerals
from worker.script.normalize.english.context import END, is_labelled
from worker.script.normalize.english.letters import spell
from worker.script.normalize.english.scripts import transliterate
from worker.script.normalize.rules import DIGIT, LETTER, SIGN, Rule, always
from worker.script.normalize.tables import table, word_set

_SPOKEN_DOMAINS = word_set("""
    com org net edu gov mil info biz name pro app dev shop blog news online site live today world
    store tech space club media agency museum travel jobs mobi page link zone life work design
    co cloud wiki
""")
"""Top-level domains that are spoken as a word."""
_SPELLED_DOMAINS = word_set("""
    ac ae af ai am ar at au be bg br by ca cc cd ch ci cl cn cz de dk ee eg es eu fi fm fr gg gl gr
    hk hr hu id ie il im in io ir is it jp ke kr kz la lt lu lv ly ma md me mx my ng nl no nu nz pe
    ph pk pl pt qa ro rs ru sa se sg si sk sm so st su th tk to tr tv tw ua ug uk us uy uz ve vn ws
    za js ts py pdf html txt csv zip exe doc docx xls jpg png gif json md xml
""")
"""Top-level domains and file extensions that are spelled."""
_SIGNS = table("""
    - dash, _ underscore, . dot, + plus, / slash, % percent, & ampersand, = equals, ~ tilde
    ! exclamation mark, # hash, ? question mark, : colon
""")

_PART = re.compile(r"[A-Z]{2,}(?![a-z])|[A-Z]?[a-z]+|[A-Z]|[0-9]+|[À-ÖØ-öø-ɏ]+|[-_.+/%&=~!#?:]")
_VOWEL = re.compile(r"[aeiouyà-ɏ]", re.IGNORECASE)
_SHORT_PATH = re.compile(r"/[a-z0-9]{1,12}(?:[-_.][a-z0-9]{1,8})?/?")


def _email(match: re.Match[str]) -> str:
    return f"{speak_parts(match['local'])} at {_address(match)}"


def _address(match: re.Match[str]) -> str:
    """Verbalize the host without its www, and a path of one short word. Longer paths are silent."""
    *labels, last = match["host"].removeprefix("www.").removeprefix("WWW.").split(".")
    spoken = " dot ".join([*map(speak_parts, labels), _domain(last)])
    if _SHORT_PATH.fullmatch(match["rest"]):
        spoken += f" {speak_parts(match['rest'].rstrip('/'))}"
    return spoken


def _bare_host(match: re.Match[str]) -> str | None:
    """Verbalize example.com and report.pdf, but not "the end.The" or "e.g.this"."""
    host = match["host"]
    *labels, last = host.split(".")
    if last in _SPOKEN_DOMAINS or last.lower() in ("com", "net", "org"):
        return _address(match)
    max_length, min_length = max(map(len, labels)), min(map(len, labels))
    if last in _SPELLED_DOMAINS:
        return _address(match) if max_length > 1 or "/" in match["rest"] else None
    alike = host == host.lower() and min_length > 1 and len(last) < 5
    return _address(match) if alike else None


def _name(match: re.Match[str]) -> str:
    return f"at {speak_parts(match['name'])}{match['owner'] or ''}"


def _tag(match: re.Match[str]) -> str | None:
    """Verbalize a tag, with its number in pairs: #COP28. The #4B after "apt" is not a tag."""
    if is_labelled(match):
        return None
    return f"hashtag {' '.join(map(_tag_part, _PART.findall(match['name'])))}"


def _tag_part(part: str) -> str:
    return numerals.pairs(part) if part.isdecimal() else _part(part)


def _domain(last: str) -> str:
    if last.lower() in _SPOKEN_DOMAINS:
        return last.lower()
    if len(last) == 2:
        return last.upper()
    return transliterate(last) if _VOWEL.search(last) else spell(last)


def speak_parts(text: str) -> str:
    """Verbalize a name: split camelCase, speak digits one by one, spell parts without a vowel."""
    return " ".join(map(_part, _PART.findall(text)))


def _rest_of_host(match: re.Match[str]) -> str | None:
    """Verbalize the .org of nginx.org after a word whose pronunciation is given."""
    last = match["last"]
    return f"dot {_domain(last)}" if last in _SPOKEN_DOMAINS | _SPELLED_DOMAINS else None


def _part(part: str) -> str:
    if part in _SIGNS:
        return _SIGNS[part]
    if part.isdecimal():
        return numerals.digits(part)
    is_spelled = len(part) > 1 and (part.isupper() or not _VOWEL.search(part))
    return spell(part) if is_spelled else transliterate(part)


_LABEL = r"[^\W_](?>(?:\w|-){0,62})\.(?=[^\W_])"
_HOST = rf"(?P<host>(?>(?:{_LABEL}){{1,8}})[A-Za-z]{{2,24}}+)(?![^\W_])"
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
    Rule(LETTER, rf"{_SCHEME}", always("")),
    Rule(SIGN, r"(?<=[^\W_])\.(?P<last>[a-z]{2,12})(?![^\W_]|\.[^\W_])", _rest_of_host),
    Rule(SIGN, r"(?<=[a-z0-9])\.(?=[a-z0-9-]{1,63}\.[a-z]{2,12}(?![^\W_]))", always("dot")),
    Rule(SIGN, rf"@(?P<name>\w{{1,40}}+)(?P<owner>'s{END})?(?!@)", _name),
    Rule(SIGN, r"#(?P<name>[^\W\d]\w{0,60}+|[0-9]++[^\W\d_]\w{0,60}+)#?", _tag),
)
