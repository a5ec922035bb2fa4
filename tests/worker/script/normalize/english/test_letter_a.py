"""The letter A is named; the article is not. [A] stands for the letter here."""

import pytest

from audio_cache.spec import Block
from worker.script.normalize.english.letter_a import LETTER_A, with_plain_letters
from worker.script.normalize.normalize import normalize
from worker.script.script import SpeakerLimits, write_script


def spoken_form(text: str) -> str:
    return normalize(text, "en").text


def named(text: str) -> str:
    return text.replace("[As]", "[As](/eɪz/)").replace("[A]", LETTER_A)


@pytest.mark.parametrize(
    "spoken",
    [
        "Plan [A] failed.",
        "Group [A] includes Spain.",
        "Serie [A] side Roma won.",
        "Class [A] drugs and class B drugs",
        "Company [A] sued company B.",
        "From Point [A] to Point B.",
        "Influenza [A] spread.",
        "Grade [A] eggs",
        "He took his [A] levels.",
        "Take the [A] train.",
        "the [A] Team",
        "She got an [A] in maths.",
        "The answer is [A].",
        "[A], B and C",
        "[A] is for apple.",
        "from [A] to B",
        "[A] to Z",
        "in [A] minor",
        "Vitamin [A] and D",
        "Hepatitis [A] Outbreak Grows in Ohio",
        "Schedule [A] Form Explained",
        "Terminal [A] at the airport",
        "straight [As] and Bs",
        "The [As] were many.",
    ],
)
def test_the_letter_is_named(spoken: str) -> None:
    text = spoken.replace("[A]", "A").replace("[As]", "As")
    assert spoken_form(text) == named(spoken)


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("the A4 road", "the [A] four road"),
        ("A320 jets", "[A] three twenty jets"),
        ("A4 paper", "[A] four paper"),
        ("A&E was full.", "[A] and E was full."),
        ("The Q&A session", "The Q and [A] session"),
        ("an A+ and an A- grade", "an [A] plus and an [A] grade"),
        ("A/B testing", "[A] B testing"),
        ("Samuel A. Smith", "Samuel [A] Smith"),
        ('an "A" in maths', "an [A] in maths"),
        ("(A) first", "([A]) first"),
    ],
)
def test_the_letter_beside_signs_is_named(text: str, spoken: str) -> None:
    assert spoken_form(text) == named(spoken)


@pytest.mark.parametrize(
    "text",
    [
        "A man came.",
        "A level playing field is fair.",
        "He said: A man came.",
        "He said, A man came.",
        "It rained — A flood came.",
        "The Art of A War",
        "This Is A Headline",
        "ONCE UPON A TIME",
        "How to Share A Meal",
        "A House A Home",
        "Seven Ways to Set A Table",
        "Once upon A Time",
        "an A-list star",
        "A-level results",
        "A by-election was won.",
        "A plan failed.",
        "a plan",
        "As a rule, it rains.",
        "Such As These",
    ],
)
def test_the_article_is_left_alone(text: str) -> None:
    assert LETTER_A not in spoken_form(text)
    assert "eɪz" not in spoken_form(text)


@pytest.mark.parametrize("text", ['He called it "A disaster".', "the film “A Quiet Place”"])
def test_an_article_at_the_start_of_a_quotation_is_left_alone(text: str) -> None:
    assert LETTER_A not in spoken_form(text)


def test_people_are_shown_the_plain_letter() -> None:
    assert with_plain_letters(named("The [As] of plan [A]")) == "The As of plan A"


def test_a_voice_without_ipa_gets_the_plain_letter() -> None:
    blocks = [Block("paragraph", "Plan A failed.")]
    for has_ipa, spoken in ((False, "Plan A failed."), (True, f"Plan {LETTER_A} failed.")):
        (segment,) = write_script(blocks, "en", SpeakerLimits(300, ipa=has_ipa))
        assert segment.spoken == spoken
