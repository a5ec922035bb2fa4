from collections.abc import Callable

import pytest

Verbalize = Callable[[str], str]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("pages 10-12", "pages ten to twelve"),
        ("24 - 48 hours", "twenty four to forty eight hours"),
        ("5kg-10kg", "five kilograms to ten kilograms"),
        ("Serves 4–6. Prep", "Serves four to six. Prep"),
        ("1 1/2-2 cups", "one and a half to two cups"),
        ("1½–2 hrs", "one and a half to two hours"),
        (
            "10,000-12,000 or 0.05-0.10",
            "ten thousand to twelve thousand or zero point zero five to zero point one zero",
        ),
        ("09:00-17:00", "nine hundred to seventeen hundred"),
        ("pp. 34-5 and Fig. 2a–c", "pages thirty four to five and figure two A to c"),
        ("10,000-12,000", "ten thousand to twelve thousand"),
        ("0.05-0.10", "zero point zero five to zero point one zero"),
        ("1951-'53 and '60s-'70s", "nineteen fifty one to fifty three and sixties to seventies"),
        ("won after 1-2 years", "won after one to two years"),
        ("⅓–½ and −5°–10°C", "one third to one half and minus five degrees to ten degrees Celsius"),
        ("2010–present, A–Z", "twenty ten to present, A to Z"),
    ],
)
def test_a_dash_between_numbers_is_to(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("won 2-5", "won two five"),
        ("a 4-1 game", "a four one game"),
        ("Spain 2–3 Italy", "Spain two three Italy"),
        ("Melbourne (2-8, 0-7)", "Melbourne (two eight, zero seven)"),
        ("1-0-2", "one zero two"),
        ("Chelsea (3-4 on pens)", "Chelsea (three four on pens)"),
        ("15-13 15-21 15-9", "fifteen thirteen fifteen twenty one fifteen nine"),
        ("6-4, 3-6, 7-5", "six four, three six, seven five"),
        ("pages 2-5, 7-9", "pages two to five, seven to nine"),
    ],
)
def test_a_dash_in_a_score_is_silent(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("-5 or −6", "minus five or minus six"),
        ("(-3)", "(minus three)"),
        ("UTC−5", "UTC minus five"),
    ],
)
def test_a_dash_before_a_number_is_minus(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("F-16 and COVID-19", "F sixteen and Covid nineteen"),
        ("Llama-3.1-8", "Llama three point one eight"),
        ("737-800", "seven thirty seven eight hundred"),
        ("1-413-te-b-1-5", "one four hundred thirteen te-b one five"),
        ("a 10-15-year-old", "a ten to fifteen year-old"),
        ("SKU 00-1234", "SKU zero zero twelve thirty four"),
        ("Qwen2.5-72B", "Qwen two point five seventy two billion"),
    ],
)
def test_a_dash_after_a_name_is_silent(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("May–July", "May to July"),
        ("Mon.-Fri.", "Monday to Friday."),
        ("Saudi-led", "Saudi-led"),
    ],
)
def test_a_dash_between_days_or_months_is_to(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Dec. 31–Jan. 1", "December thirty first to January first"),
        ("May 5-June 7", "May fifth to June seventh"),
        ("5 May – 7 June", "the fifth of May to the seventh of June"),
        ("Jan 1, 2020 - Feb 2", "January first, twenty twenty to February second"),
        ("in May - 7 died", "in May — seven died"),
    ],
)
def test_a_dash_between_dates_is_to(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("12:00 pm - 2:00 pm", "twelve PM to two PM"),
        ("2 p.m. – 3 p.m.", "two PM to three PM."),
        ("8am-noon and 5 PM-9 PM", "eight AM to noon and five PM to nine PM"),
        ("5:30 p.m.-midnight", "five thirty PM to midnight"),
    ],
)
def test_a_dash_between_times_is_to(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("a 9-5 job", "a nine to five job"),
        ("open Sat. 10-4", "open Saturday ten to four"),
        ("won 9-5", "won nine five"),
    ],
)
def test_opening_hours_are_not_a_score(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("a 33-1 outsider, 9-4 fav", "a thirty three to one outsider, nine to four fav"),
    ],
)
def test_odds_are_spoken_with_to(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("5~10 km", "five to ten kilometers"),
        ("100～200 people", "one hundred to two hundred people"),
        ("10〜20", "ten to twenty"),
        ("2020~2023", "twenty twenty to twenty twenty three"),
        ("2.5~3.5%", "two point five to three point five percent"),
        ("$5~$10", "five dollars to ten dollars"),
        ("20°C~25°C", "twenty degrees Celsius to twenty five degrees Celsius"),
        ("ages 18~24", "ages eighteen to twenty four"),
        ("about ~5 and ~6", "about five and about six"),
    ],
)
def test_a_tilde_between_numbers_is_to(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("He lost 20-30 pounds.", "He lost twenty to thirty pounds."),
        ("They lost 10-15 members", "They lost ten to fifteen members"),
        ("They win 2-3 games a year", "They win two to three games a year"),
        ("It won 10-12 seats", "It won ten to twelve seats"),
        ("They lost 2-3 key players", "They lost two to three key players"),
        ("Whisk and beat 3-4 eggs", "Whisk and beat three to four eggs"),
        ("It split into 3-5 groups", "It split into three to five groups"),
        ("Losing 15-20 percent", "Losing fifteen to twenty percent"),
    ],
)
def test_a_counted_noun_makes_a_range_of_a_score(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Spurs lost 1-2 against Leeds", "Spurs lost one two against Leeds"),
        (
            "The Bulls lost 95-101 as Jordan sat",
            "The Bulls lost ninety five one hundred one as Jordan sat",
        ),
        ("The jury split 5-7", "The jury split five seven"),
        ("Arsenal lose 0-2 at home", "Arsenal lose zero two at home"),
        ("a 3-5 loss", "a three five loss"),
    ],
)
def test_a_score_may_precede_any_word(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Rublev 6-7 (4)", "Rublev six seven (four)"),
        ("7-6 (7-5)", "seven six (seven five)"),
    ],
)
def test_a_tie_break_shows_a_set(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("9 AM - 5 PM", "nine AM to five PM"),
    ],
)
def test_times_in_capitals_form_ranges(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken
