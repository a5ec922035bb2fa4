"""Random news articles. No sentence repeats, so that none is cached."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_WORDS = {
    "place": "Ashford Bramley Calder Dunmore Eastwick Farnley Glenross Hartwell Inverleith Kelby "
    "Langholm Marston Northgate Oakhurst Penrose Quarrydale Redcliff Selwood Thornbury Westmere",
    "first": "Alice Bernard Clara David Elena Frank Grace Henry Irene Jacob Karen Louis Maria "
    "Nathan Olivia Peter Ruth Samuel Teresa Victor",
    "last": "Abbott Barlow Carver Dawson Ellery Fielding Garner Holloway Ibsen Jessop Kendall "
    "Lambert Mercer Norwood Osborne Prescott Radley Sinclair Tennant Whitlock",
    "day": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "month": "January February March April May June July August September October November",
    "thing": "bridge library railway harbour theatre hospital market reservoir museum stadium "
    "bakery lighthouse observatory orchard school tramway cathedral nursery workshop ferry",
    "which": "old new northern southern small famous troubled quiet busy costly modest popular "
    "neglected proud half-finished rebuilt wooden public private temporary",
    "group": "council|committee|company|union|charity|board|ministry|society|residents' group|"
    "research team|water authority|planning office",
    "role": "mayor|engineer|head teacher|shopkeeper|retired nurse|union leader|historian|"
    "treasurer|bus driver|gardener|spokeswoman|surveyor",
    "event": "flood|strike|storm|fire|drought|power cut|heat wave|budget dispute|court ruling|"
    "harvest|election|long winter",
    "did": "approved|delayed|welcomed|criticised|reviewed|rejected|postponed|praised|studied|"
    "financed|defended|questioned",
    "mood": "cautious hopeful angry relieved surprised doubtful patient weary cheerful nervous",
}
_SLOTS = {
    slot: re.split(r"\|" if "|" in words else " ", words) for slot, words in _WORDS.items()
} | {
    "few": [str(number) for number in range(2, 60)],
    "many": [f"{number:,}" for number in range(110, 9_900, 7)],
    "share": [f"{number / 10:.1f}" for number in range(11, 690, 3)],
    "year": [str(year) for year in range(1921, 2021)],
}
_SLOT = re.compile(r"\{(\w+)\}")

_HEADLINES = (
    "{place} {group} {did} plan for the {which} {thing}",
    "After the {event}, {place} reopens its {which} {thing}",
    "Why the {which} {thing} of {place} matters to {many} people",
    "{few} lessons from the {event} in {place}",
)
_SENTENCES = (
    "The {group} in {place} {did} a plan on {day} to repair the {which} {thing}, which was closed "
    "after the {event} of {year} and has stood empty since then.",
    "About {many} people crossed the {thing} in the first hour, most of them on foot, while "
    "{few} volunteers from {place} handed out tea and paper maps.",
    '"We waited {few} years for this day, and nobody believed us," said {first} {last}, a {role} '
    "who lives beside the {which} {thing}.",
    "The cost rose by {share} percent between {month} and {month}, according to figures that the "
    "{group} published late on {day}.",
    "Few expected the {role} from {place} to be so {mood}.",
    "In {month} {year}, the {group} of {place} had promised {many} visitors a season, but only a "
    "third of that number ever saw the {which} {thing}.",
    "{first} {last}, who leads the {group}, told a {mood} audience that the {event} had changed "
    "how {place} thinks about its {thing}.",
    "Not everybody agrees: {first} {last}, a {role}, calls the figure of {share} percent a guess.",
    "The {which} {thing} was built in {year}.",
    "Trains between {place} and {place} will stop for {few} minutes longer, and the {group} has "
    "asked passengers to leave home early on {day}.",
    "A report of {few} pages, written after the {event}, found that the {thing} in {place} loses "
    "{many} litres of water every week through a {which} pipe.",
    "Work is to begin in {month}, if the {group} finds the missing {many} bricks.",
    "Across the valley in {place}, where the {event} did less harm, the {role} {first} {last} is "
    "already selling tickets for the {thing}.",
    '"It is a {which} {thing}, and it is ours," wrote {first} {last} in a letter in {month}.',
    "Researchers compared {many} houses near the {thing} with those in {place} and saw that the "
    "damage was {share} percent lower where trees had been planted after the {event}.",
    "By {day} evening, {few} of the roads around {place} were open again.",
    "The {group} will meet in {month} to decide whether the {which} {thing} should be moved, sold "
    "to a buyer from {place}, or simply left as the {event} left it.",
    "For {first} {last}, the {mood} {role} who counted every vote by hand, the margin of {few} was "
    "a reminder that the {thing} still divides the town.",
    "Prices at the {thing} in {place} went up {share} percent, the steepest rise since {year}.",
    "What happens next depends on the {group}, on the weather in {month}, and on whether {first} "
    "{last} keeps the promise that was made at the {thing} in {place}.",
)
_SENTENCES_IN_PARAGRAPH = 4


@dataclass(frozen=True)
class Article:
    """An article of plain sentences."""

    title: str
    sentences: tuple[str, ...]

    @property
    def text(self) -> str:
        starts = range(0, len(self.sentences), _SENTENCES_IN_PARAGRAPH)
        return "\n\n".join(
            " ".join(self.sentences[start : start + _SENTENCES_IN_PARAGRAPH]) for start in starts
        )

    def page(self, size: int) -> str:
        """Return an HTML page of about `size` bytes: the article between links and scripts."""
        paragraphs = "".join(f"<p>{text}</p>" for text in self.text.split("\n\n"))
        story = f"<article><h1>{self.title}</h1>{paragraphs}</article>"
        link = '<li><a class="teaser" href="/story"><img src="x.jpg" alt="">Another story</a></li>'
        script = f"<script>var settings = {{{'key: 1, ' * 1000}}};</script>"
        around = (size - len(story)) // 2
        links, scripts = link * (around // len(link)), script * (around // len(script))
        return f"<html><body><nav><ul>{links}</ul></nav>{story}{scripts}</body></html>"

    @property
    def plain_text(self) -> str:
        """The title, a blank line and the text."""
        return f"{self.title}\n\n{self.text}"

    @property
    def characters(self) -> int:
        """Characters as the server counts them."""
        return len(self.plain_text)

    def with_sentence(self, index: int, sentence: str) -> "Article":
        sentences = (*self.sentences[:index], sentence, *self.sentences[index + 1 :])
        return replace(self, sentences=sentences)


class Newsroom:
    """Generates the same articles in every run, and no sentence twice in a run."""

    def __init__(self, effort: float = 1.0) -> None:
        """`effort` is the share of the repetitions that benchmarks do: see `times`."""
        self._effort = effort
        self._random = random.Random(1)
        self._used: set[str] = set()

    def times(self, full: int) -> int:
        """Return how often to repeat what a full run repeats `full` times, at least twice."""
        return min(full, max(2, round(full * self._effort)))

    def article(self, sentences: int = 24) -> Article:
        """Return a new article. 24 sentences are about 500 words."""
        return Article(self._new(_HEADLINES), tuple(self._many(sentences)))

    def long_article(self, characters: int) -> Article:
        """Return a new article with as many sentences as fit."""
        article = self.article(characters // 120)
        while article.characters > characters:
            over = (article.characters - characters) // 200 + 1
            article = replace(article, sentences=article.sentences[:-over])
        return article

    def sentence(self) -> str:
        return self._new(_SENTENCES)

    def _many(self, count: int) -> Iterator[str]:
        while count > 0:
            for template in self._random.sample(_SENTENCES, min(count, len(_SENTENCES))):
                yield self._new((template,))
                count -= 1

    def _new(self, templates: tuple[str, ...]) -> str:
        while True:
            sentence = _SLOT.sub(self._fill, self._random.choice(templates))
            if sentence not in self._used:
                self._used.add(sentence)
                return sentence

    def _fill(self, slot: re.Match[str]) -> str:
        return self._random.choice(_SLOTS[slot[1]])
