"""Chinese: years digit by digit, 两 before counters, ranges, telephone numbers. Also Cantonese."""

from dataclasses import replace

import regex

from worker.script.normalize.generic.numbers import cardinal, digit_by_digit
from worker.script.normalize.generic.profile import Context, Profile
from worker.script.normalize.tables import table

_TWO = regex.compile(
    "[个個名位次天家条條件只隻辆輛種种场場张張岁歲週周年倍句部层層对對座所份勺杯碗瓶盒袋片块塊颗顆根棵支本台架组組批起件套双雙队隊趟步米吨噸公]|小时|小時|分钟|分鐘"
)
_YEAR_DIGITS = 4


def _count(written: str, context: Context) -> str | None:
    """Speak a year digit by digit, and use 两 instead of 二 before a counter."""
    if not written.isdigit():
        return None
    following = context.after.lstrip()
    if len(written) == _YEAR_DIGITS and following.startswith("年"):
        return digit_by_digit(written, context.language)
    is_range_of_years = regex.match(r"\ ?[-–—~〜至到]\ ?[12][0-9]{3}年", context.after)
    if len(written) == _YEAR_DIGITS and is_range_of_years:
        return digit_by_digit(written, context.language)
    if written == "2" and _TWO.match(following) and not context.before.endswith("第"):
        return "兩" if context.language.traditional else "两"
    return None


def _date(day: int, month: int, year: int | None, context: Context) -> str:
    language = context.language
    words = f"{cardinal(month, language)}月{cardinal(day, language)}日"
    return f"{digit_by_digit(str(year), language)}年{words}" if year else words


def _fraction(numerator: int, denominator: int, context: Context) -> str:
    language = context.language
    return f"{cardinal(denominator, language)}分之{cardinal(numerator, language)}"


PROFILE = Profile(
    spaced=False,
    point="点",
    dot="点",
    minus="负",
    score_colon="比",
    to="到",
    about="约",
    at="艾特",
    address_signs=table("- 横杠, _ 下划线, / 斜杠"),
    operators=table(
        "+ 加, ± 正负, × 乘以, ÷ 除以, = 等于, ≠ 不等于, ≈ 约, ≥ 至少, ≤ 至多, > 超过, < 低于"
    ),
    number_sign="第",
    fractions=("二分之一", "三分之一", "三分之二", "四分之一", "四分之三"),
    fraction=_fraction,
    and_a_half="又二分之一",
    not_a_fraction_after=r"[月日号]",
    hours="{}点{}分",
    full_hours="{}点",
    seconds="{}点{}分{}秒",
    count=_count,
    date=_date,
    currencies={"CNY": "元"},
    percent="百分之{}",
    micro="微",
    units={"km": "length-kilometer"},
    phone=r"1[3-9][0-9]{9} | 0[0-9]{2,3}-[0-9]{7,8}(?:-[0-9]{1,5})? | [48]00-[0-9]{3}-[0-9]{4}"
    r" | 1[3-9][0-9][\ -][0-9]{4}[\ -][0-9]{4}",
    phone_after=r"电话|電話|手机|手機|热线|熱線|传真|傳真|拨打|撥打|致电",
)
CANTONESE = replace(PROFILE, point="點", minus="負", hours="{}點{}分", full_hours="{}點")
