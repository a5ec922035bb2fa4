"""Names of currencies by sign and ISO 4217 code, in the singular and the plural."""

from typing import NamedTuple

from worker.script.normalize.tables import table


class Currency(NamedTuple):
    """Names of a currency and of its hundredth, which are empty if nobody pays in it."""

    singular: str
    plural: str
    cent: str
    cents: str


def _currency(names: str) -> Currency:
    """Parse "singular/plural/cent/cents". A plural defaults to the singular with an s.

    The hundredth defaults to a cent; a dash stands for none.
    """
    singular, plural, cent, cents = [*names.split("/"), "", "", ""][:4]
    if cent == "-":
        return Currency(singular, plural or f"{singular}s", "", "")
    cent = cent or "cent"
    return Currency(singular, plural or f"{singular}s", cent, cents or f"{cent}s")


_SIGNS = table("""
    $ dollar, £ pound//penny/pence, € euro, ¥ yen/yen/-, ₩ won/won/-
    ₹ rupee//paisa/paise, ₨ rupee//paisa/paise, ₽ ruble//kopeck, ₺ lira/lira/kurus/kurus
    ₴ hryvnia//kopiyka/kopiyky, ₪ shekel//agora/agorot, ₫ dong/dong/-, ₱ peso//centavo
    ₦ naira/naira/kobo/kobo, ₵ cedi//pesewa, ₸ tenge/tenge/tiyn/tiyn, ₡ colon/colones/centimo
    ₲ guarani/guaranies/-, ₭ kip/kip/-, ₮ tugrik//-, ₼ manat/manat/qepik/qepik
    ₾ lari/lari/tetri/tetri, ฿ baht/baht/satang/satang, ₿ bitcoin//-, R$ real/reais/centavo
""")
_CODES = table("""
    USD US dollar, EUR euro, GBP pound//penny/pence, JPY yen/yen/-, CNY yuan/yuan/fen/fen
    RMB yuan/yuan/fen/fen, INR Indian rupee//paisa/paise, AUD Australian dollar
    CAD Canadian dollar, NZD New Zealand dollar, HKD Hong Kong dollar, SGD Singapore dollar
    CHF Swiss franc//centime, SEK Swedish krona/Swedish kronor/ore/ore
    NOK Norwegian krone/Norwegian kroner/ore/ore, DKK Danish krone/Danish kroner/ore/ore
    PLN zloty//grosz/groszy, CZK Czech koruna//haler, HUF forint//-, RUB ruble//kopeck
    UAH hryvnia//kopiyka/kopiyky, TRY Turkish lira/Turkish lira/kurus/kurus
    ILS shekel//agora/agorot, SAR Saudi riyal//halala, AED UAE dirham//fils/fils
    KRW won/won/-, THB baht/baht/satang/satang, PHP Philippine peso//centavo
    IDR rupiah/rupiah/-, MYR ringgit/ringgit/sen/sen, PKR Pakistani rupee//paisa/paise
    BRL Brazilian real/Brazilian reais/centavo, MXN Mexican peso//centavo, ZAR rand/rand
    NGN naira/naira/kobo/kobo, KES Kenyan shilling, EGP Egyptian pound//piastre, BTC bitcoin//-
    Rs rupee//paisa/paise, Rs. rupee//paisa/paise, RM ringgit/ringgit/sen/sen
    Rp rupiah/rupiah/-, Tk taka/taka, KSh Kenyan shilling, Ksh Kenyan shilling
    kr krone/kroner/ore/ore, zł zloty//grosz/groszy, Kč Czech koruna//haler
    TWD Taiwan dollar, VND dong/dong/-, ARS Argentine peso, CLP Chilean peso//-
    QAR Qatari riyal, KWD Kuwaiti dinar, IQD Iraqi dinar, BDT taka/taka
    LKR Sri Lankan rupee, NPR Nepalese rupee, ISK Icelandic krona/Icelandic kronur/-
    GHS cedi//pesewa, ETH ether/ether/-
""")

BY_SIGN = {sign: _currency(names) for sign, names in _SIGNS.items()}
BY_CODE = {code: _currency(names) for code, names in _CODES.items()}

COUNTRY_PREFIXES = table("""
    US US, A Australian, AU Australian, C Canadian, CA Canadian, NZ New Zealand, HK Hong Kong
    J Jamaican, TT Trinidad, Z Zimbabwean, EC East Caribbean, NT Taiwan, S Singapore, SG Singapore
    MX Mexican, Mex Mexican, CN Chinese
""")
"""Prefixes of a sign that name the country of a dollar."""
