"""Reads the source of a text: takes off what its format wraps around the words."""

from dataclasses import dataclass, field

from listen.article.reasons import E_MAIL, FRONT_MATTER, MARKUP, PAGE_MARGIN
from listen.article.text.angle_brackets import AngleBrackets
from listen.article.text.character_references import decode_references
from listen.article.text.clean import clean
from listen.article.text.front_matter import split_front_matter
from listen.article.text.mail import read_mail
from listen.article.text.markdown_detect import is_markdown
from listen.article.text.page_margins import take_out_page_margins
from listen.article.text.restructured_text import is_restructured_text, to_markdown
from listen.article.text.templates import has_templates, take_out_templates
from listen.article.text_block import TextBlock


@dataclass
class Source:
    """The words of a text."""

    body: str
    is_markdown: bool = False
    title: str = ""
    """From the front matter or the subject; may be empty."""
    front: list[TextBlock] = field(default_factory=list)
    """Dropped parts above the body."""
    removed: list[TextBlock] = field(default_factory=list)
    """Dropped parts of the body."""

    def drop(self, parts: list[str], reason: str) -> None:
        """Add parts of the body that were taken out."""
        self.removed += [
            TextBlock("paragraph", part.strip(), reason) for part in parts if part.strip()
        ]


def read_source(text: str) -> Source:
    """Return the body of cleaned text, its title and what was taken out."""
    front_matter, body = split_front_matter(text)
    source = Source(body, title=front_matter.title)
    if front_matter.text:
        source.front.append(TextBlock("paragraph", front_matter.text, FRONT_MATTER))
    else:
        _read_mail(source)
    has_syntax = bool(front_matter.text)
    if has_templates(source.body):
        source.body, templates = take_out_templates(source.body)
        source.drop(templates, MARKUP)
        has_syntax = has_syntax or bool(templates)
    if is_restructured_text(source.body):
        source.body, directives = to_markdown(source.body)
        source.drop(directives, MARKUP)
        has_syntax = True
    source.is_markdown = is_markdown(source.body, has_syntax=has_syntax)
    if not source.is_markdown:
        source.body, margins = take_out_page_margins(source.body)
        source.drop(margins, PAGE_MARGIN)
        source.body, tags = AngleBrackets(source.body).take_out_tags(source.body)
        source.drop(tags, MARKUP)
    # Markdown has escapes of its own, such as "&#42;".
    source.body = decode(source.body, keep_ascii=source.is_markdown)
    return source


def decode(text: str, *, keep_ascii: bool = False) -> str:
    """Return cleaned text with the characters that references stand for."""
    decoded = decode_references(text, keep_ascii=keep_ascii)
    return text if decoded == text else clean(decoded)


def _read_mail(source: Source) -> None:
    mail = read_mail(source.body)
    if mail:
        source.body, source.title = mail.body, mail.subject
        source.drop(mail.removed, E_MAIL)
