from collections.abc import Callable

import pytest

Verbalize = Callable[[str], str]


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("5 km, 20°C and 3 GB", "five kilometers, twenty degrees Celsius and three gigabytes"),
        ("10 km/h or 60 mph", "ten kilometers per hour or sixty miles per hour"),
        ("50 m² and 9 m/s", "fifty square meters and nine meters per second"),
        ("5 mg/dL", "five milligrams per deciliter"),
        ("10 sq ft of 2 cu. ft. each", "ten square feet of two cubic feet each"),
        ("10 KM, 5 Kg and 5pc", "ten kilometers, five kilograms and five percent"),
        (
            "120 mmHg and 5 mmol/L",
            "one hundred twenty millimeters of mercury and five millimoles per liter",
        ),
        ("184lb ft and 4 tbsps", "one hundred eighty four pound-feet and four tablespoons"),
        ("in km/h or m/s, not A/C", "in kilometers per hour or meters per second, not A C"),
        ("a 6.5-m mirror", "a six point five meter mirror"),
        (
            "4 in., 10 fl oz and 1.5 A, 60 W",
            "four inches, ten fluid ounces and one point five A, sixty watts",
        ),
        (
            "10³⁰ kg, 1.5m km",
            "ten to the power of thirty kilograms, one point five million kilometers",
        ),
        ("9.8 m/s²", "nine point eight meters per second squared"),
        ("5L/100km", "five liters per one hundred kilometers"),
        ("10 sq miles", "ten square miles"),
        ("won the 100m last year", "won the one hundred meters last year"),
    ],
)
def test_units_are_expanded(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("1 km and 1°", "one kilometer and one degree"),
        ("0.5 km", "zero point five kilometers"),
    ],
)
def test_one_is_singular(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("a 5 km run", "a five kilometer run"),
        ("a 10-mi walk", "a ten mile walk"),
        ("(14-oz)", "(fourteen ounce)"),
        ("a 9x13-in. pan, 2-in-1", "a nine by thirteen inch pan, two in one"),
    ],
)
def test_a_measure_before_a_noun_is_singular(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("3-4oz", "three to four ounces"),
        ("3x5 m2", "three by five square meters"),
        ("5 to 10 kg", "five to ten kilograms"),
        ("30 x 20 x 10 cm", "thirty by twenty by ten centimeters"),
        ("30cm x 20cm", "thirty centimeters by twenty centimeters"),
        ("2 x 500mg", "two times five hundred milligrams"),
        ("every 4-6 hrs (at most)", "every four to six hours (at most)"),
    ],
)
def test_a_range_or_product_names_its_unit_once(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("20 million km", "twenty million kilometers"),
    ],
)
def test_a_scale_precedes_the_unit(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("12/kg and 5/day", "twelve per kilogram and five per day"),
        (
            "7 days/wk, 5 IU/day, 6mg/kg/day",
            "seven days per week, five IU per day, six milligrams per kilogram per day",
        ),
        ("500/sq mi and 20/km²", "five hundred per square mile and twenty per square kilometer"),
    ],
)
def test_rates_are_spoken_with_per(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("100 m in 9.58 s", "one hundred meters in nine point five eight seconds"),
        ("4 in 5", "four in five"),
        ("plan 9 s", "plan nine s"),
        ("10K in a day", "ten K in a day"),
        ("7 g'kids", "seven g'kids"),
        (
            "2 t vanilla, 940 t or 2 t of it",
            "two t vanilla, nine hundred forty tons or two tons of it",
        ),
    ],
)
def test_a_letter_after_a_blank_is_a_unit_only_where_likely(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("runway 27L and a C-130J", "runway twenty seven L and a C one thirty J"),
        ("2d and 3d printing", "two D and three D printing"),
        ("787-9s and a 777F", "seven eighty seven nines and a seven seventy seven F"),
        ("3C 273", "three C two hundred seventy three"),
        ("I-80 W and a 34C bra", "I eighty W and a thirty four C bra"),
        ("a rule, 5m long", "a rule, five meters long"),
    ],
)
def test_a_letter_of_a_name_is_not_a_unit(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("1 lb. 2 oz. beef", "one pound two ounces beef"),
    ],
)
def test_dots_of_units_are_silent(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("50 μL and 20 μV", "fifty microliters and twenty microvolts"),
        ("50 µF, 3 pF and 10 nF", "fifty microfarads, three picofarads and ten nanofarads"),
        ("4 µA in 3 µs", "four microamps in three microseconds"),
        ("5 ng/mL", "five nanograms per milliliter"),
        ("2 µmol/L", "two micromoles per liter"),
        ("0.5 mM NaCl", "zero point five millimolar N A C L"),
        ("5 GPa", "five gigapascals"),
        ("12 TJ", "twelve terajoules"),
        ("a 47 kΩ resistor", "a forty seven kilohm resistor"),
        ("2 MΩ", "two megohms"),
        ("7 µSv", "seven microsieverts"),
        ("100 Tbps", "one hundred terabits per second"),
        ("5 hL", "five hectoliters"),
        ("a 10-µm filter", "a ten micrometer filter"),
    ],
)
def test_units_have_the_prefixes_of_the_international_system(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("5 μg of vitamin D", "five micrograms of vitamin D"),
        ("10 μm", "ten micrometers"),
        ("a 2.2 μF capacitor", "a two point two microfarad capacitor"),
    ],
)
def test_the_greek_mu_is_the_micro_sign(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("5 Ω·m", "five ohm meters"),
        ("40 N·m", "forty newton meters"),
    ],
)
def test_products_of_units_are_spoken(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("2 cwt", "two hundredweight"),
        ("5 kgf", "five kilograms force"),
        ("10 amu", "ten atomic mass units"),
        ("37 °c", "thirty seven degrees Celsius"),
        ("5 rad", "five radians"),
        ("16 gb at 3 ghz", "sixteen gigabytes at three gigahertz"),
    ],
)
def test_rare_units_are_expanded(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("400+ kg", "four hundred plus kilograms"),
        ("100+ mph winds", "one hundred plus miles per hour winds"),
        ("30+ °C", "thirty plus degrees Celsius"),
        ("10+ in all", "ten plus in all"),
        ("20+ people", "twenty plus people"),
        ("10 kb/s", "ten kilobits per second"),
        ("2 Tb/s", "two terabits per second"),
    ],
)
def test_a_unit_after_a_plus_and_bits_in_a_rate_are_named(
    verbalize: Verbalize, text: str, spoken: str
) -> None:
    assert verbalize(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("120 people/km²", "one hundred twenty people per square kilometer"),
        ("a map of 1:25,000", "a map of one to twenty five thousand"),
        ("input/m", "input m"),
    ],
)
def test_density_and_scale(verbalize: Verbalize, text: str, spoken: str) -> None:
    assert verbalize(text) == spoken
