"""Korean: native and Sino-Korean numbers, ranges, hours, telephone numbers."""

import regex

from worker.script.normalize.generic.numbers import cardinal, native_korean
from worker.script.normalize.generic.profile import Context, Profile
from worker.script.normalize.tables import table

_COUNTED = regex.compile(
    r"\ ?(?:"
    r"(?P<hour>시(?!간|절|장|민|내|도|리|점|즌|스))"
    r"|(?P<many>살|명|사람|마리)"
    r"|(?P<few>시간|개(?!월|국|년|소)|번째|번|가지|권|장(?!관)|잔|병|곳|달(?!러)|배|건|편|골|팀"
    r"|대(?!\ ?[0-9]{1,3}(?![0-9]|\ ?대))|차례|채|척|쌍|송이|그루|켤레|벌|줄|통|끼|그릇|군데"
    r"|바퀴|표|큰술|작은술|스푼|컵)"
    r")"
)
_MONTHS = {"6": "유", "10": "시"}
_MAX_NATIVE = {"hour": 12, "many": 99, "few": 20}


def _count(written: str, context: Context) -> str | None:
    """Use native numbers for hours, people and things, as in "아홉 시", else Sino-Korean ones."""
    if context.after.startswith("월") and written in _MONTHS:
        return _MONTHS[written]
    # Both ends of a range are of one kind, as in "3~4명".
    following = regex.sub(r"^\ ?[~〜–-]\ ?[0-9]{1,2}(?=\D)", "", context.after)
    if not (match := _COUNTED.match(following)):
        return None
    if written == "1" and following.lstrip().startswith("번째"):
        return "첫"
    is_decade = following.startswith("대") and written.endswith("0")  # the twenties
    is_long = not written.isdigit() or written.startswith("0") or len(written) > 2
    if is_decade or is_long or int(written) > _MAX_NATIVE[str(match.lastgroup)]:
        return None
    return native_korean(written, context.language)


def _fraction(numerator: int, denominator: int, context: Context) -> str:
    language = context.language
    return f"{cardinal(denominator, language)}분의 {cardinal(numerator, language)}"


_PARTICLES = (
    "에서|에게|에|를|을|이다|이며|이고|이|가|은|는|으로|로|의|와|과|도|만|부터|까지"
    "|보다|처럼|마다|씩|인|짜리|쯤"
)


PROFILE = Profile(
    particles=_PARTICLES,
    point="점",
    minus="마이너스",
    dot="점",
    score_colon=" 대 ",
    to="에서",
    to_is_suffix=True,
    about="약",
    at="골뱅이",
    address_signs=table("- 하이픈, _ 밑줄, / 슬래시"),
    operators=table("+ 플러스, ± 플러스마이너스, × 곱하기, ÷ 나누기, ≈ 약"),
    number_sign="제",
    fractions=("이분의 일", "삼분의 일", "삼분의 이", "사분의 일", "사분의 삼"),
    fraction=_fraction,
    and_a_half="과 이분의 일",
    hours="{}시 {}분",
    full_hours="{}시",
    seconds="{}시 {}분 {}초",
    hour=lambda hour, context: (
        native_korean(str(hour), context.language) if 1 <= hour <= 12 else None
    ),
    count=_count,
    percent="{} 퍼센트",
    micro="마이크로",
    phone_zero="공",
    currencies={"KRW": "원", "USD": "달러", "GBP": "파운드", "JPY": "엔"},
    phone=r"01[016789]-?[0-9]{3,4}-?[0-9]{4} | 0[0-9]{1,2}-[0-9]{3,4}-[0-9]{4}"
    r" | 1[568][0-9]{2}-[0-9]{4}",
    phone_after=r"전화|전화번호|연락처|팩스|휴대폰|TEL|Tel",
)
