"""Turns reStructuredText into plain paragraphs and Markdown headings, without its directives."""

import regex

_DIRECTIVE = regex.compile(r"\.\. (?P<name>[a-zA-Z][\w:-]*)::(?: (?P<argument>.*))?")
_EXPLICIT = regex.compile(
    r"\.\. (?:_[^\n:]+:|\[[^\]\n]{1,60}\]|\|[^|\n]{1,80}\|)(?: .*)?|\.\.(?: .*)?"
)
"""Targets, footnotes, substitutions and comments."""
_FIELD = regex.compile(r" ?:[\w -]{1,40}:(?: .*)?")
_ADORNMENT = regex.compile(r"(?P<sign>[=\-~^\"'`#*+:.<>_])(?P=sign){2,}")
_SPOKEN = (
    *("note", "tip", "hint", "important", "warning", "caution", "attention", "danger", "error"),
    *(
        "admonition",
        "seealso",
        "topic",
        "sidebar",
        "epigraph",
        "highlights",
        "pull-quote",
        "rubric",
    ),
    *("versionadded", "versionchanged", "deprecated", "container", "compound", "todo"),
)
"""Directives whose contents are text."""
_INLINE = regex.compile(
    r":[a-zA-Z][\w:+-]{0,40}:`~?(?P<role>[^`<>\n]{1,200}?)(?: ?<[^`\n]{1,300}>)?`"
    r"|``(?P<literal>[^`\n]{1,300})``"
    r"|`(?P<link>[^`<>\n]{1,200}?) ?<[^`\n]{1,500}>`_{1,2}|`(?P<target>[^`\n]{1,200})`_{1,2}"
    r"|(?P<note> ?\[[#*\w-]{1,30}\]_)(?!\w)|\|(?P<substitution>[\w -]{1,60})\|_{0,2}(?!\w)"
)
_SIGNS = regex.compile(
    r"^\.\. (?:[a-zA-Z][\w:-]*::|_[\w -]{1,60}: ?\S*$)|:[a-zA-Z][\w:-]{1,30}:`[^`\n]+`"
    r"|^:(?:date|tags|category|slug|authors?|status|summary|lang|modified|orphan):(?: |$)",
    regex.MULTILINE,
)


def is_restructured_text(text: str) -> bool:
    """Return whether the text has a directive, a role or a field of a page."""
    return _SIGNS.search(text) is not None


def to_markdown(text: str) -> tuple[str, list[str]]:
    """Return the text as Markdown, and the directives, fields and targets that were taken out."""
    lines, removed = list[str](), list[str]()
    skips_indented = is_top = True
    source = text.split("\n")
    for number, line in enumerate(source):
        directive = _DIRECTIVE.fullmatch(line.strip())
        is_explicit = directive or _EXPLICIT.fullmatch(line)
        if directive and directive["name"].lower() in _SPOKEN:
            skips_indented = False
            removed.append(f".. {directive['name']}::")
            lines += ["", directive["argument"] or ""]
        elif is_explicit or (line[:1] == " " and skips_indented and line.strip()):
            skips_indented = bool(is_explicit) or skips_indented
            removed.append(line.strip())
            lines.append("")
        elif _FIELD.fullmatch(line) and (is_top or line[:1] == " "):
            removed.append(line.strip())
        elif _is_adornment(source, number):
            removed.append(line)
        else:
            skips_indented = skips_indented and not line.strip()
            is_heading = _is_adornment(source, number + 1) and not line.startswith((" ", "#"))
            lines.append(f"## {line}" if is_heading and line.strip() else line.strip())
            is_top = is_top and (is_heading or not line.strip())
    return _INLINE.sub(_spoken_part, "\n".join(lines)), removed


def _is_adornment(lines: list[str], number: int) -> bool:
    """Return whether the line is drawn below or above a heading."""
    if number >= len(lines) or not _ADORNMENT.fullmatch(lines[number].rstrip()):
        return False
    length = len(lines[number].rstrip())
    above = lines[number - 1].strip() if number else ""
    below = lines[number + 1].strip() if number + 1 < len(lines) else ""
    return any(line and len(line) <= length + 2 for line in (above, below))


def _spoken_part(match: "regex.Match[str]") -> str:
    return next(
        (
            match[name]
            for name in ("role", "literal", "link", "target", "substitution")
            if match[name]
        ),
        "",
    )
