"""Lines that are boilerplate in any language by their shape: file names, addresses, credits."""

import regex

MAX_CHARACTERS = 160
"""Length of such a line. A longer one is text."""

_IMAGE_FILE = r"(?:jpe?g|jpe|png|gif|webp|heic|avif|tiff?|bmp|mp4|mov|webm|mp3|m4a|wav)"
_MAIL = r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,63}){1,5}"
_URL = r"(?:https?://|www\.)\S+"
_HANDLE = r"@[\w.]{2,40}"
_ADDRESS = rf"(?:{_MAIL}|{_HANDLE}|pic\.(?:twitter|x)\.com/\w+)"
_LABEL = r"(?:[\p{L}\p{M}'’-]{1,30}(?: [\p{L}\p{M}'’-]{1,30}){0,2} ?[:：|]\s?)?"
_LABELED = _LABEL + _ADDRESS
_SHORT_LABEL = r"(?:[\p{L}\p{M}-]{1,20} ?[:：]\s?)?"
_PERSON = r"(?-i:(?:[\p{Lu}\p{Lo}][\p{L}\p{M}.'’-]{0,24} ){1,4})"
_AGENCY = (
    r"(?:ap(?: photo)?|reuters|afp|epa|efe|ansa|dpa|anp|tt|pap|lusa|aa|tass|xinhua|upi|pti|ani"
    r"|(?:via )?getty(?: images)?|shutterstock|istock(?:photo)?|unsplash|pexels|pixabay|alamy"
    r"|imago(?: images)?|picture[ -]alliance|keystone|bloomberg|magnum|flickr"
    r"|wikimedia(?: commons)?|ria novosti|тасс|риа новости|уніан|укрінформ|унн"
    r"|视觉中国|新华社|뉴스1|뉴시스|연합뉴스)"
)
_NAME = r"[\p{L}\p{N}][\p{L}\p{M}\p{N} .'’&-]{0,50}"

_SHAPES: tuple[tuple[str, str], ...] = (
    ("photo credit", rf"(?:[\w-]+ ){{0,3}}[\w.()%+-]*[\w)]\.{_IMAGE_FILE}"),
    ("photo credit", rf"[(\[]?{_AGENCY} ?[/|] ?{_NAME}(?:[/|]{_NAME})?[)\]]?"),
    ("photo credit", rf"[(\[]?{_NAME}?(?: ?[/|–—-] ?{_NAME})?(?:[/|]| [–—|] ) ?{_AGENCY}[)\]]?"),
    ("copyright", r"(?:©|ⓒ|℗|\(c\) ?(?=\d{4})).{1,150}"),
    ("copyright", r".{0,60}(?:©|ⓒ|copyright) ?(?:19|20)\d\d\b.{0,80}"),
    ("copyright", r"copyright ?(?:[©ⓒ:]|\(c\)).{0,120}"),
    (
        "contact",
        rf"[\p{{P}}\s]*{_LABEL}{_ADDRESS}(?:[\s,;|/&·•-]+{_LABEL}{_ADDRESS}){{0,5}}[.)\]]?",
    ),
    ("contact", rf"{_PERSON}[<(\[]?{_MAIL}[>)\]]?"),
    ("link address", rf"[\p{{P}}\s]*{_SHORT_LABEL}{_URL}"),
    ("related links", r"(?:#\p{L}[\p{L}\p{M}\p{N}_·]*[\s,;]*){2,30}"),
    ("related links", r"(?:[^\s\[\]]+ ){3,25}\[(?-i:\p{Lu}[\p{Lu} ]{3,20})\]"),
    ("byline", r"[—–-]+ ?.{1,80}\(@\w{1,30}\).{0,40}"),
)
_PATTERN = regex.compile(
    "|".join(f"(?P<shape{number}>{shape})" for number, (_, shape) in enumerate(_SHAPES)),
    regex.IGNORECASE,
)


def shape_reason(line: str) -> str:
    """Return the reason why the line is boilerplate by its shape; empty when it is not."""
    if len(line) > MAX_CHARACTERS:
        return ""
    match = _PATTERN.fullmatch(line.strip())
    return _SHAPES[int((match.lastgroup or "")[5:])][0] if match else ""
