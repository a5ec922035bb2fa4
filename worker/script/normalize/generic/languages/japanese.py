"""Japanese: ranges, fractions, times, telephone numbers."""

from worker.script.normalize.generic.numbers import cardinal
from worker.script.normalize.generic.profile import Context, Profile
from worker.script.normalize.tables import table


def _fraction(numerator: int, denominator: int, context: Context) -> str:
    language = context.language
    return f"{cardinal(denominator, language)}分の{cardinal(numerator, language)}"


PROFILE = Profile(
    spaced=False,
    point="点",
    dot="ドット",
    minus="マイナス",
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
)
