"""American English number words, without "and" and without hyphens."""

from worker.script.normalize.tables import table, words

_ONES = words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = words("- ten twenty thirty forty fifty sixty seventy eighty ninety")
_SCALES = (
    "",
    *words("thousand million billion trillion quadrillion quintillion sextillion septillion"),
    *words("octillion nonillion decillion"),
)
_ORDINALS = table(
    "one first, two second, three third, five fifth, eight eighth, nine ninth, twelve twelfth"
)

_GROUPING = str.maketrans("", "", ", '")
_MAX_UNGROUPED = 12
"""A longer number without commas is not an amount but an identifier, spoken digit by digit."""
_MAX_DIGITS = 3 * len(_SCALES)


def cardinal(number: int) -> str:
    """Return a whole number in words: 21 is "twenty one"."""
    if number < 1000:
        return _below_thousand(number)
    groups = []
    for scale in _SCALES:
        number, group = divmod(number, 1000)
        if group:
            groups.append(f"{_below_thousand(group)} {scale}".rstrip())
    return " ".join(reversed(groups))


def ordinal(number: int) -> str:
    """Return an ordinal number in words: 21 is "twenty first"."""
    head, _, last = cardinal(number).rpartition(" ")
    if last.endswith("y"):
        return f"{head} {last[:-1]}ieth".lstrip()
    return f"{head} {_ORDINALS.get(last, last + 'th')}".lstrip()


def year(number: int) -> str:
    """Return a number in pairs of digits, as a year: 1905 is "nineteen oh five"."""
    century, rest = divmod(number, 100)
    if number < 100 or (century % 10 == 0 and rest < 10):
        return cardinal(number)
    if not rest:
        return f"{cardinal(century)} hundred"
    return f"{cardinal(century)} {two_digits(rest)}"


def two_digits(number: int) -> str:
    """Return the digits after a century or an hour in words: 05 is "oh five"."""
    return f"oh {cardinal(number)}" if number < 10 else cardinal(number)


def digits(text: str) -> str:
    """Return the words of the decimal digits in a text, and skip other characters."""
    return " ".join(_ONES[int(digit)] for digit in text if digit.isdecimal())


def pairs(text: str) -> str:
    """Return a house number, flight or model in words: 737 is "seven thirty seven"."""
    if text == "0":
        return "zero"
    if len(text) > 4 or text[0] == "0":
        return digits(text)
    if len(text) == 3 and text[1] == "0" and text[2] != "0":
        return digits(text)
    return year(int(text))


def number(text: str) -> str:
    """Return a number such as "1,234.50", ".5" or "007" in words."""
    whole, _, fraction = text.partition(".")
    spoken = _whole(whole) if whole else ""
    return f"{spoken} point {digits(fraction)}".lstrip() if fraction else spoken


def plural(spoken: str) -> str:
    """Return the plural of a number in words: "sixteens", "twenties", "sixes"."""
    if spoken.endswith("y"):
        return spoken[:-1] + "ies"
    return spoken + ("es" if spoken.endswith("x") else "s")


def _whole(text: str) -> str:
    bare = text.translate(_GROUPING)
    is_amount = len(bare) <= (_MAX_DIGITS if bare != text else _MAX_UNGROUPED)
    if not is_amount or (bare[0] == "0" and len(bare) > 1):
        return digits(bare)
    return cardinal(int(bare))


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    spoken = [_ONES[hundreds], "hundred"] if hundreds else []
    if rest >= 20:
        spoken.append(_TENS[rest // 10])
        rest %= 10
    if rest or not spoken:
        spoken.append(_ONES[rest])
    return " ".join(spoken)
