"""From what was asked to what is spoken: the article's blocks, the voice, the spec."""

from dataclasses import dataclass

import regex

from audio_cache.spec import Block, SpeechSpec
from audio_cache.voice import Voice
from listen.article.clean import clean
from listen.article.plain import read_plain
from listen.article.speakable import Dropped, keep_speakable
from listen.errors import EmptyArticle, UnsupportedLanguage
from listen.intake import SpeechRequest
from listen.offer import Offer

_WORDS = regex.compile(r"[\p{L}\p{N}]+")
_ENOUGH = 0.5
"""Share of an article that a voice must be able to speak."""


@dataclass(frozen=True)
class Composition:
    spec: SpeechSpec
    voice: Voice
    dropped: list[Dropped]


def compose(asked: SpeechRequest, offer: Offer) -> Composition:
    """Raises ApiError when there is nothing to speak, or nobody to speak it."""
    blocks, dropped = _blocks(asked)
    voice, language = offer.choose(asked.voice, asked.language)
    speakable = keep_speakable(blocks, voice.scripts)
    if speakable.share < _ENOUGH:
        raise UnsupportedLanguage(
            f"The voice {voice.id} speaks {', '.join(voice.scripts)} script only; "
            "most of the text is in another."
        )
    spec = SpeechSpec(
        blocks=tuple(speakable.blocks),
        language=language,
        voice=voice.reference,
        speed=asked.speed,
    )
    return Composition(spec, voice, dropped + speakable.dropped)


def _blocks(asked: SpeechRequest) -> tuple[list[Block], list[Dropped]]:
    """The title is spoken once, also when the text begins with it. Raises EmptyArticle."""
    body = read_plain(clean(asked.text))
    if not any(_WORDS.search(block.text) for block in body):
        raise EmptyArticle("There is nothing to read in the text.")
    title = " ".join(clean(asked.title or "").split())
    if not title:
        return body, []
    blocks = [Block("title", title)]
    if body and _same(title, body[0].text):
        return blocks + body[1:], [Dropped(body[0].text, "title repeated")]
    return blocks + body, []


def _same(one: str, other: str) -> bool:
    """Case and punctuation aside."""
    return _WORDS.findall(one.casefold()) == _WORDS.findall(other.casefold())
