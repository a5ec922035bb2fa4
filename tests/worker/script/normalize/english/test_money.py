from collections.abc import Callable

import pytest

Verbalize = Callable[[str], str]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("$3.2bn or £1.5m", "three point two billion dollars or one point five million pounds"),
        ("€20k", "twenty thousand euros"),
        ("$62 million", "sixty two million dollars"),
        ("₹3 crore", "three crore rupees"),
        ("₹1.2 lakh crore or Rs 5 cr", "one point two lakh crore rupees or five crore rupees"),
        (
            "$5 Million, £5BN and $1.2 MILLION",
            "five million dollars, five billion pounds and one point two million dollars",
        ),
        ("$1.5MM and $1.5 M", "one point five million dollars and one point five million dollars"),
        ("R2.5bn of Tk 50m", "two point five billion rand of fifty million taka"),
        (
            "$2½m and £½ million",
            "two point five million dollars and zero point five million pounds",
        ),
    ],
)
def test_a_scale_precedes_the_currency(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("$6.99 or £0.50", "six dollars and ninety nine cents or fifty pence"),
        ("$1.01", "one dollar and one cent"),
        (
            "$20.500 and $20.505",
            "twenty dollars and fifty cents and twenty point five zero five dollars",
        ),
    ],
)
def test_cents_follow_the_currency(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("$1, £1 and €1.00", "one dollar, one pound and one euro"),
    ],
)
def test_one_is_singular(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("a $3.2bn deal", "a three point two billion dollar deal"),
        ("its $5 note", "its five dollar note"),
        ("a $500-million plan", "a five hundred million dollar plan"),
        ("a $200 off coupon", "a two hundred dollar off coupon"),
        ("that's $200 off", "that's two hundred dollars off"),
        ("$5-a-month", "five dollars a-month"),
        ("the $64,000 question", "the sixty four thousand dollar question"),
        (
            "the $50 raised by the $5m they had",
            "the fifty dollars raised by the five million dollars they had",
        ),
        ("the £3m the club spent goes far", "the three million pounds the club spent goes far"),
    ],
)
def test_money_before_a_noun_is_singular(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("US$5, C$20 and US $7", "five US dollars, twenty Canadian dollars and seven US dollars"),
        ("5 USD, EUR 5m and R$9", "five US dollars, five million euros and nine reais"),
        (
            "$50 AUD, USD$5 and J$7",
            "fifty Australian dollars, five US dollars and seven Jamaican dollars",
        ),
        ("RM50 or 500 kr", "fifty ringgit or five hundred kroner"),
        ("COP26", "COP twenty six"),
    ],
)
def test_countries_and_codes_name_the_currency(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("$40-50", "forty to fifty dollars"),
        ("£10m-20m", "ten to twenty million pounds"),
        ("$5 to 10 billion", "five to ten billion dollars"),
        ("$250-$300", "two hundred fifty dollars to three hundred dollars"),
        ("£3-£4bn or $1m–$2m", "three to four billion pounds or one to two million dollars"),
        ("$5 million–US$7 million", "five million dollars to seven million US dollars"),
    ],
)
def test_a_range_names_its_currency_once(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("$5/day", "five dollars per day"),
        (
            "£450pcm or £90 pw",
            "four hundred fifty pounds per calendar month or ninety pounds per week",
        ),
        ("£30,000 p.a.", "thirty thousand pounds per year"),
        ("€9.99/month", "nine euros and ninety nine cents per month"),
        ("$73/bbl and £2/widget", "seventy three dollars per barrel and two pounds per widget"),
        ("$3.12/MMBtu", "three dollars and twelve cents per MMBtu"),
        ("¥150/$", "one hundred fifty yen per dollar"),
    ],
)
def test_rates_are_spoken_with_per(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("the $ sign", "the dollar sign"),
        ("a ₿ or ¤", "a bitcoin or currency"),
    ],
)
def test_a_sign_without_a_number_is_spoken(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("$5 million dollars", "five million dollars"),
        ("a $1.5-million-dollar home", "a one point five million dollar home"),
    ],
)
def test_the_currency_is_not_repeated(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        (
            "€1,5 million and €12,50",
            "one point five million euros and twelve euros and fifty cents",
        ),
        ("€1.200.000", "one million two hundred thousand euros"),
        ("€1.200,50", "one thousand two hundred euros and fifty cents"),
    ],
)
def test_continental_separators_are_supported(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("$TSLA rose", "TSLA rose"),
    ],
)
def test_the_sign_of_a_stock_symbol_is_silent(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("EUR/USD 1.08", "EUR USD one point zero eight"),
    ],
)
def test_currency_pairs_are_not_amounts(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("0.25 ETH", "zero point two five ether"),
        (
            "3.5 BTC and 0.001 BTC",
            "three point five bitcoins and zero point zero zero one bitcoins",
        ),
        ("₿0.5", "zero point five bitcoins"),
        ("1.5 JPY", "one point five yen"),
        ("¥1.5", "one point five yen"),
        ("2.50 KRW", "two point five zero won"),
        ("0.5 SOL", "zero point five SOL"),
        (
            "1.50 EUR and 99.99 GBP",
            "one euro and fifty cents and ninety nine pounds and ninety nine pence",
        ),
    ],
)
def test_amounts_of_currencies_without_a_coin_are_decimal(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("$250,000 fines", "two hundred fifty thousand dollar fines"),
        ("$2,000 checks were sent", "two thousand dollar checks were sent"),
        ("$3 million homes", "three million dollar homes"),
        ("£20 tickets", "twenty pound tickets"),
        ("$500 prizes", "five hundred dollar prizes"),
    ],
)
def test_an_amount_before_a_plural_noun_is_singular(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("It costs $5 plus tips", "It costs five dollars plus tips"),
        ("Here $5 buys a meal", "Here five dollars buys a meal"),
        ("He earned $5 less", "He earned five dollars less"),
        ("They paid $9 across Europe", "They paid nine dollars across Europe"),
        ("$20 is", "twenty dollars is"),
    ],
)
def test_an_amount_before_another_word_in_s_is_plural(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("N500m", "five hundred million naira"),
        ("N2.5bn", "two point five billion naira"),
        ("N5,000", "five thousand naira"),
        ("R2,500", "two thousand five hundred rand"),
        ("N95 masks", "N ninety five masks"),
    ],
)
def test_letters_for_naira_and_rand_need_a_large_amount(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("$10/sq ft", "ten dollars per square foot"),
        ("$10/m²", "ten dollars per square meter"),
        ("$8/cubic meter", "eight dollars per cubic meter"),
        ("$2/ea", "two dollars each"),
        ("$0.10/word", "ten cents per word"),
    ],
)
def test_prices_per_area_are_spoken(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("$-12.50", "minus twelve dollars and fifty cents"),
    ],
)
def test_a_minus_may_follow_the_sign_of_a_currency(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("$1.2320", "one point two three two dollars"),
    ],
)
def test_zeros_at_the_end_of_a_fraction_of_a_coin_are_silent(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("1.500,00 €", "one thousand five hundred euros"),
        (
            "1.234.567 EUR",
            "one million two hundred thirty four thousand five hundred sixty seven euros",
        ),
        ("with PHP 8.1", "with PHP eight point one"),
        ("PHP 1,500", "one thousand five hundred Philippine pesos"),
    ],
)
def test_amounts_as_written_elsewhere(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken
