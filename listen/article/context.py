"""Context of the boilerplate passes: what they know about an input besides its blocks."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from listen.article.policy import Policy
from listen.article.text_block import TextBlock


@dataclass(slots=True)
class Context:
    """Facts about an input that passes use, and two facts that they establish."""

    policy: Policy = field(default_factory=Policy)
    titles: Sequence[str] = ()
    """The article's title, then its variants; empty when none is known."""
    byline: str | None = None
    included: Collection[HtmlElement] = ()
    """Elements that the site's rules name as the article; empty when it has to be detected."""
    title_block: TextBlock | None = None
    """Set by a pass: the block that shows the title. It becomes the article's title block."""
    is_copied_page: bool = False
    """Set by a pass: whether pasted text was copied from a page, with the boilerplate around it."""


Pass = Callable[[Sequence[TextBlock], Context], None]
"""A step of boilerplate removal. It sets the reasons of the blocks that it drops."""
