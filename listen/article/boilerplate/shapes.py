"""Lines that are boilerplate in any language by their shape: file names, addresses, credits."""

import regex

MAX_CHARACTERS = 160
"""Length of such a line. A longer one is text."""

_IMAGE_FILE = r"(?:jpe?g|jpe|png|gif|webp|heic|avif|tiff?|bmp|mp4|mov|webm|mp3|m4a|wav)"
_AGENCY = (
    r"(?:ap(?: photo)?|reuters|afp|epa|efe|ansa|dpa|anp|tt|pap|lusa|aa|tass|xinhua|upi|pti|ani"
    r"|(?:via )?getty(?: images)?|shutterstock|istock(?:photo)?|unsplash|pexels|pixabay|alamy"
    r"|imago(?: images)?|picture[ -]alliance|keystone|bloomberg|magnum|flickr"
    r"|wikimedia(?: commons)?|ria novosti|тасс|риа новости|уніан|укрінформ|унн"
    r"|视觉中国|新华社|뉴스1|뉴시스|연합뉴스)"
)
_NETWORK = (
    r"(?:facebook|twitter|instagram|youtube|whatsapp|linkedin|telegram|pinterest|reddit|tiktok"
    r"|messenger|tumblr|flipboard|threads|bluesky|mastodon|koo app|vkontakte|weibo|wechat|xing"
    r"|snapchat|e-?mail|copy link)"
)
"""A service that pages are shared on; its name may be glued to the next."""
_CREDITED = r"[\p{L}\p{N}][^|@<>\[\]]{0,60}"

_SHAPES: tuple[tuple[str, str], ...] = (
    ("photo credit", rf"(?:[\w-]{{1,40}} ){{0,9}}[\w.()%+-]{{0,120}}[\w)]\.{_IMAGE_FILE}"),
    ("photo credit", rf"[(\[]?{_AGENCY} ?[/|] ?{_CREDITED}[)\]]?"),
    ("photo credit", rf"[(\[]?(?:{_CREDITED}(?:[/|]| [–—|] ?| /) ?)?{_AGENCY}[)\]]?"),
    ("copyright", r"(?:©|ⓒ|℗|\(c\) ?(?=\d{4})).{1,150}"),
    ("copyright", r".{0,60}(?:©|ⓒ|copyright) ?(?:19|20)\d\d\b.{0,80}"),
    ("copyright", r"copyright ?(?:[©ⓒ:]|\(c\)).{0,120}"),
    ("share bar", rf"(?:{_NETWORK}\s*){{2,20}}"),
    ("link address", r"[\p{P}\s]{0,5}(?:[\p{L}\p{M}-]{1,20} ?[:：]\s?)?(?:https?://|www\.)\S+"),
    ("related links", r"(?:#\p{L}[\p{L}\p{M}\p{N}_·]*+[\s,;]*+){2,30}"),
    ("related links", r"(?:[^\s\[\]]++ ){3,25}\[(?-i:\p{Lu}[\p{Lu} ]{3,20})\]"),
)
_PATTERN = regex.compile(
    "|".join(f"(?P<shape{number}>{shape})" for number, (_, shape) in enumerate(_SHAPES)),
    regex.IGNORECASE,
)

_MAIL = regex.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,63}){1,5}")
_HANDLE = regex.compile(r"@[\w.]{2,40}")
_SEPARATOR = regex.compile(r"[\s,;|&·•]+|(?<=[:：])(?=@)")
_NAME_PART = regex.compile(r"[\p{Lu}\p{Lo}][\p{L}\p{M}.'’-]*")
_MAX_LABEL, _MAX_NAME = 3, 4
"""Words of a label before an address, and of a person's name."""


def shape_reason(line: str) -> str:
    """Return the reason why the line is boilerplate by its shape; empty when it is not."""
    if len(line) > MAX_CHARACTERS:
        return ""
    line = line.strip()
    if match := _PATTERN.fullmatch(line):
        return _SHAPES[int((match.lastgroup or "")[5:])][0]
    return "contact" if _is_contact(line) else ""


def _is_contact(line: str) -> bool:
    """Return whether the line is addresses, each below a label or behind a person's name."""
    if "@" not in line:
        return False
    before: list[str] = []
    has_address = False
    for token in _SEPARATOR.split(line):
        bare = token.strip("()[]<>.,–—-/")
        is_mail = bool(_MAIL.fullmatch(bare))
        if is_mail or _HANDLE.fullmatch(bare):
            is_label = len(before) <= _MAX_LABEL and (
                not before or before[-1].endswith((":", "："))
            )
            is_name = len(before) <= _MAX_NAME and all(map(_NAME_PART.fullmatch, before))
            if not is_label and not (is_mail and is_name):
                return False
            has_address, before = True, []
        elif bare:
            before.append(token)
    return has_address and not before
