"""Japanese: ranges, fractions, times, telephone numbers."""

from worker.script.normalize.generic.language import Language
from worker.script.normalize.generic.numbers import cardinal, digit_by_digit
from worker.script.normalize.generic.profile import Context, Match, Profile, Rule
from worker.script.normalize.tables import table


def _fraction(numerator: int, denominator: int, context: Context) -> str:
    language = context.language
    return f"{cardinal(denominator, language)}分の{cardinal(numerator, language)}"


def _postal_code(match: Match, language: Language) -> str:
    """Verbalize "〒100-0001"."""
    parts = (digit_by_digit(match[name], language) or "" for name in ("area", "block"))
    return f"郵便番号{'の'.join(parts)}"


def _address(match: Match, language: Language) -> str:
    """Verbalize the 1-2-3 of an address."""
    return "の".join(cardinal(int(number), language) for number in match["numbers"].split("-"))


PROFILE = Profile(
    spaced=False,
    point="点",
    dot="ドット",
    minus="マイナス",
    score_colon="対",
    to="から",
    about="約",
    at="アットマーク",
    address_signs=table("- ハイフン, _ アンダーバー, / スラッシュ"),
    operators=table("+ プラス, ± プラスマイナス, × かける, ÷ 割る, = イコール, ≈ 約"),
    number_sign="ナンバー",
    fractions=("二分の一", "三分の一", "三分の二", "四分の一", "四分の三"),
    fraction=_fraction,
    and_a_half="と二分の一",
    not_a_fraction_after=r"[月日号頁]",
    hours="{}時{}分",
    full_hours="{}時",
    seconds="{}時{}分{}秒",
    degree="{}度",
    micro="マイクロ",
    currencies={"USD": "ドル", "GBP": "ポンド", "KRW": "ウォン"},
    counted={"No.": "ナンバー"},
    phone=r"0[0-9]{1,4}-[0-9]{1,4}-[0-9]{3,4} | \(0[0-9]{1,4}\)\ ?[0-9]{1,4}-[0-9]{4}",
    phone_after=r"電話|電話番号|TEL|Tel|FAX|携帯",
    rules=(
        Rule(r"〒\ ?(?P<area>[0-9]{3})-(?P<block>[0-9]{4})(?![0-9-])", _postal_code),
        Rule(
            r"(?<=[区市町村條条島台丘崎][^\P{Han}0-9]{0,6})(?P<numbers>[0-9]{1,4}(?:-[0-9]{1,4}){1,3})"
            r"(?![0-9-])",
            _address,
        ),
    ),
)
