"""Takes out the template syntax of static-site generators: Hugo, Liquid, MDX, kramdown, notices."""

from collections.abc import Iterator

import regex

_FENCE = regex.compile(
    r"^ {0,3}(?P<mark>`{3,}|~{3,}).*\n(?>.*\n)*? {0,3}(?P=mark)[`~]* *$", regex.MULTILINE
)
_ATTRIBUTES = r"""\{(?:\ *[.\#][\w-]+|\ *[\w-]+=(?:"[^"\n]*"|[\w-]+))+\ *\}"""
_BLOCK = r"comment|highlight|schema"
_TAG = regex.compile(
    rf"""
    \{{%-?\ *(?:{_BLOCK})\b[^%]{{0,200}}%\}}(?:(?!\{{%-?\ *(?:end)?(?:{_BLOCK})).){{0,9000}}
    \{{%-?\ *end(?:{_BLOCK})\ *-?%\}}
  | \{{\{{<\ *highlight\b(?:(?!\{{\{{<\ */?\ *highlight).){{0,9000}}
    \{{\{{<\ */\ *highlight\ *>\}}\}}
  | \{{\{{[<%/\#]?[^{{}}]{{0,2000}}\}}\}}                               # Hugo, Liquid
  | \{{%[^{{}}]{{0,1000}}%\}} | \{{\#[^{{}}]{{0,1000}}\#\}}             # Liquid, Jinja, Twig
  | \{{/\*(?:(?!\{{/\*|\*/).){{0,5000}}\*/\}}                           # MDX
  | (?:^[*+-]\ +[^\n]{{0,80}}\n)?^\ *\{{:\ *toc\b[^}}\n]{{0,300}}\}}\ *$  # kramdown: contents
  | \{{::?(?=[\ .\#\w/])[^}}\n]{{0,300}}\}}                             # kramdown: attributes
  | (?<=\S)\ *{_ATTRIBUTES}(?=\ *$) | (?<=[`\])])\ *{_ATTRIBUTES}       # of headings and spans
  | \{{[a-z][\w:-]{{0,30}}\}}(?=`[^`\n]+`)                             # MyST: a role
  | (?<=^:{{3,}}\{{[\w-]{{1,30}}\}}[^\n]{{0,200}}\n):[\w-]{{1,30}}:[^\n]{{0,200}}$   # its options
  | (?<=\{{[a-z][\w:-]{{0,30}}\}}`[^`<\n]{{1,200}})\ ?<[^<>`\n]{{1,200}}>(?=`)  # its target
  | ^\ {{0,3}}\[\[?_?(?i:toc)_?\]?\]\ *$
  | ^\ {{0,3}}\*\[[^\]\n]{{1,60}}\]:[^\n]{{0,300}}$                     # an abbreviation
  | \[\[(?:[^\[\]|\n]{{1,200}}\|)?(?=[^\[\]\n]{{1,200}}\]\])           # a link of a wiki
  | (?<=\[\[[^\[\]\n]{{1,400}})\]\]
  | ^import\ (?:[\w*{{][^\n;]{{0,300}}\ from\ )?["'][^"'\n]{{1,200}}["'];?\ *$    # MDX
  | ^export\ (?:const|let|var|default|function|\{{)[^\n]{{0,500}}
    (?:\n[\ \t}}\])][^\n]{{0,500}}){{0,50}}$
    """,
    regex.VERBOSE | regex.MULTILINE | regex.DOTALL,
)
_NOTICE_FENCE = regex.compile(
    r"(?P<rest>^ {0,3})(?P<mark>`{3,}|~{3,})\{(?P<name>note|tip|hint|important|warning|caution"
    r"|danger|attention|seealso|admonition|error)\}(?=[ \n])(?P<body>(?>.*\n)*?) {0,3}(?P=mark) *$",
    regex.MULTILINE,
)
"""A notice of MyST, which is written as a fence."""
_NOTICE = regex.compile(
    r"""
    ^(?P<indent>[\ >]{0,9})(?:
        :{3,}\ *(?:\{[^}\n]{0,200}\}|[a-zA-Z][\w-]*)?
        (?:\[(?P<label>[^\]\n]{0,200})\])?(?:\{[^}\n]{0,200}\})?
      | (?:!!!|\?\?\?)\+?\ +[a-zA-Z][\w-]*+(?:\ inline(?:\ end)?)?
        (?=\ *(?:"[^"\n]*"\ *)?\n\s*\n?[ \t])
      | \[!(?P<kind>[A-Za-z]{2,20})\][+-]?
    )(?P<title>\ +[^\n]*)?$
    """,
    regex.VERBOSE | regex.MULTILINE,
)
"""The line that opens or closes a notice: ":::tip Title", '!!! note "Title"', "> [!NOTE]"."""


def take_out_templates(text: str) -> tuple[str, list[str]]:
    """Return the text without template syntax, and the parts that were taken out.

    What a tag encloses is kept, apart from comments and highlighted code. Fenced code is kept.
    """
    removed: list[str] = []

    def take_out(match: "regex.Match[str]") -> str:
        removed.append(match[0].strip())
        return ""

    def open_notice(match: "regex.Match[str]") -> str:
        title = (match["label"] or match["title"] or "").strip().strip("\"'")
        start, _, end = match[0].partition(title) if title else (match[0], "", "")
        removed.extend(part.strip(" >\"'") for part in (start, end) if part.strip(" >\"'"))
        return f"{match['indent']}{title}\n{match['indent'].rstrip()}" if title else match["indent"]

    text = _NOTICE_FENCE.sub(r"\g<rest>:::\g<name>\n\g<body>\n:::", text)
    parts = [
        part if is_code else _NOTICE.sub(open_notice, _TAG.sub(take_out, part))
        for part, is_code in _split_at_fences(text)
    ]
    return "".join(parts), removed


def has_templates(text: str) -> bool:
    """Return whether the text has such syntax; a cheap test for most texts."""
    return any(
        sign in text
        for sign in (
            "{",
            ":::",
            "!!!",
            "???",
            "[!",
            "import ",
            "export ",
            "[TOC",
            "[toc",
            "[[",
            "*[",
        )
    )


def _split_at_fences(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of the text, and whether each is fenced code."""
    place = 0
    for fence in _FENCE.finditer(text):
        yield text[place : fence.start()], False
        yield fence[0], True
        place = fence.end()
    yield text[place:], False
