"""Numbers in words, as Americans say them, without "and" and without hyphens."""

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
_LONGEST_UNGROUPED = 12
"""More digits without commas are no amount but a name, said digit by digit."""
_LONGEST = 3 * len(_SCALES)


def cardinal(number: int) -> str:
    if number < 1000:
        return _below_thousand(number)
    groups = []
    for scale in _SCALES:
        number, group = divmod(number, 1000)
        if group:
            groups.append(f"{_below_thousand(group)} {scale}".rstrip())
    return " ".join(reversed(groups))


def ordinal(number: int) -> str:
    head, _, last = cardinal(number).rpartition(" ")
    if last.endswith("y"):
        return f"{head} {last[:-1]}ieth".lstrip()
    return f"{head} {_ORDINALS.get(last, last + 'th')}".lstrip()


def year(number: int) -> str:
    century, rest = divmod(number, 100)
    if number < 100 or (century % 10 == 0 and rest < 10):
        return cardinal(number)
    if not rest:
        return f"{cardinal(century)} hundred"
    return f"{cardinal(century)} {two_digits(rest)}"


def two_digits(number: int) -> str:
    """As after a century or an hour: 05 is "oh five"."""
    return f"oh {cardinal(number)}" if number < 10 else cardinal(number)


def digits(text: str) -> str:
    return " ".join(_ONES[int(digit)] for digit in text if digit.isdecimal())


def pairs(text: str) -> str:
    """As house numbers, flights and models are read: 737 is "seven thirty seven"."""
    if text == "0":
        return "zero"
    if len(text) > 4 or text[0] == "0":
        return digits(text)
    if len(text) == 3 and text[1] == "0" and text[2] != "0":
        return digits(text)
    return year(int(text))


def number(text: str) -> str:
    """For "1,234.50", ".5" or "007"."""
    whole, _, fraction = text.partition(".")
    spoken = _whole(whole) if whole else ""
    return f"{spoken} point {digits(fraction)}".lstrip() if fraction else spoken


def plural(spoken: str) -> str:
    """For what ends with "sixteen", "twenty", "six"."""
    if spoken.endswith("y"):
        return spoken[:-1] + "ies"
    return spoken + ("es" if spoken.endswith("x") else "s")


def _whole(text: str) -> str:
    bare = text.translate(_GROUPING)
    amount = len(bare) <= (_LONGEST if bare != text else _LONGEST_UNGROUPED)
    if not amount or (bare[0] == "0" and len(bare) > 1):
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
