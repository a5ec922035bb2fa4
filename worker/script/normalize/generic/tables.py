"""Words and patterns that no library provides.

The tables by language hold the languages without a module in languages/.
"""

from worker.script.normalize.tables import table, words

POINTS = table("""
    af komma, am ነጥብ, ar فاصل, az nöqtə, be коска, bg цяло и, bn দশমিক, bs zarez, ca coma
    cs celých, cy pwynt, da komma, el κόμμα, eo komo, et koma, fa ممیز, fi pilkku, fil tuldok
    fo komma, ga pointe, he נקודה, hi दशमलव, hr zarez, hu egész, hy ստորակետ, id koma, is komma
    ka მძიმე, kk бүтін, km ចុច, kn ಬಿಂದು, ky бүтүн, lb Komma, lo ຈຸດ, lt kablelis, lv komats
    mk кома, ms perpuluhan, mt punt, my ဒသမ, ne दशमलव, no komma, ro virgulă, sk celých, sl vejica
    sq presje, sr zapeta, sw nukta, ta புள்ளி, te బిందువు, tg нуқта, th จุด, vi phẩy
""")
"""Words for the decimal separator. Russian speaks decimals as a fraction."""

MINUSES = table("""
    af minus, am ነጋቲቭ, ar ناقص, az mənfi, be мінус, bg минус, bn ঋণাত্মক, bs minus, ca menys
    cs minus, cy minws, da minus, el μείον, eo minus, et miinus, fa منفی, fi miinus, fil minus
    fo minus, ga míneas, he מינוס, hi ऋण, hr minus, hu mínusz, hy մինուս, id minus, is mínus
    ka მინუს, kk минус, km ដក, kn ಮೈನಸ್, ky минус, lb minus, lo ລົບ, lt minus, lv mīnus, mk минус
    ms negatif, mt minus, my အနုတ်, ne ऋणात्मक, no minus, ro minus, sk mínus, sl minus, sq minus
    sr minus, sw hasi, ta கழித்தல், te మైనస్, tg минус, th ลบ, vi âm
""")
"""Words for a minus sign."""

PLUSES = table("""
    bg плюс, ca més, cs plus, da plus, el συν, fi plus, he פלוס, hr plus, hu plusz, id plus
    no pluss, ro plus, sk plus, sl plus, vi cộng
""")
"""Words for a plus sign."""

DOTS = table("""
    ca punt, cs tečka, da punktum, fi piste, hu pont, id titik, no punktum, ro punct
""")
"""Words for the point of "Web 2.0", where the decimal separator is the comma."""

TO = table("""
    ca a, cs až, da til, id sampai, no til, ro la, vi đến
""")
"""Words for the dash of a range."""

NUMBER_SIGNS = table("""
    ca número, cs číslo, da nummer, el αριθμός, fi numero, gl número, hr broj, hu szám, id nomor
    no nummer, ro numărul, sk číslo, sl številka, sr broj, vi số
""")
"""Words for n° and №."""

AT = table("""
    ca arrova, cs zavináč, da snabel-a, el παπάκι, fi ät, hu kukac, no krøllalfa, ro arond
    sk zavináč
""")
"""Words for @ in an e-mail address."""

AND = table("""
    ca i, cs a, da og, el και, fi ja, hr i, hu és, no og, ro și, sk a, sl in
""")
"""Words for & and between a whole number and a fraction."""

FRACTIONS = {
    language: tuple(names.split(", "))
    for language, names in {
        "ca": "mig, un terç, dos terços, un quart, tres quarts",
        "cs": "půl, jedna třetina, dvě třetiny, jedna čtvrtina, tři čtvrtiny",
        "da": "en halv, en tredjedel, to tredjedele, en fjerdedel, tre fjerdedele",
        "el": "μισό, ένα τρίτο, δύο τρίτα, ένα τέταρτο, τρία τέταρτα",
        "fi": "puoli, kolmasosa, kaksi kolmasosaa, neljäsosa, kolme neljäsosaa",
        "hu": "fél, egyharmad, kétharmad, egynegyed, háromnegyed",
        "id": "setengah, sepertiga, dua pertiga, seperempat, tiga perempat",
        "no": "en halv, en tredjedel, to tredjedeler, en fjerdedel, tre fjerdedeler",
        "ro": "o jumătate, o treime, două treimi, un sfert, trei sferturi",
        "sk": "pol, jedna tretina, dve tretiny, jedna štvrtina, tri štvrtiny",
        "vi": "một phần hai, một phần ba, hai phần ba, một phần tư, ba phần tư",
    }.items()
}
"""Words for ½, ⅓, ⅔, ¼ and ¾, in this order."""

OF = table("""
    ca dels?|de, da af, no av
""")
"""Patterns of the word after 2/3 that shows a fraction, not a day in March. In languages without
one, 1/2 is always a fraction."""

HOURS = table("""
    da {} {}
""")
"""Templates for a time such as 14:30. Other languages speak the two numbers alone."""

HOUR_LETTER = frozenset({"ca"})
"""Languages in which 14h30 is a time."""

MILLIONS_OF = table("""
    ca de, ro de
""")
"""Words between millions and the noun."""

ORDINAL_ENDINGS = {
    "ca": r"\.?[°ªº]",
    "cs": r"\.(?=\s\p{Ll})",
    "da": r"\.(?=\s\p{Ll})",
    "fi": r"\.(?=\s\p{Ll})",
    "hu": r"\.(?=\s\p{Ll})",
    "no": r"\.(?=\s\p{Ll})",
}
"""Patterns of the ending that makes digits an ordinal."""

SIGNS = table("""
    ₡ CRC, $ USD, € EUR, £ GBP, ¥ JPY, ￥ JPY, ₩ KRW, ₹ INR, ₽ RUB, ₺ TRY, ₴ UAH, ₪ ILS, ฿ THB
    ₫ VND, ₱ PHP, ₦ NGN, ₸ KZT, ₾ GEL, US$ USD, R$ BRL, A$ AUD, C$ CAD, NZ$ NZD, HK$ HKD, S$ SGD
""")
"""Signs of currencies in any language, mapped to ISO 4217 codes."""

CURRENCIES = words("""
    AED ARS AUD BRL CAD CHF CLP CNY CZK DKK EGP EUR GBP GEL HKD HUF IDR ILS INR JPY KRW KZT MXN NGN
    NOK NZD PHP PLN RON RUB SAR SEK SGD THB TRY TWD UAH USD VND ZAR
""")
"""Currencies that are recognized in every language."""

CURRENCIES_AFTER = words("""
    AWG BOB BOP COP CRC DOP GTQ HNL NIO PAB PEN PYG UYU
""")
"""Further currencies that are recognized after a number."""

YEARS_IN_HUNDREDS = frozenset({"da", "no"})
"""Languages where 1985 is "nineteen hundred eighty-five"."""

SCALES = {
    "el": {"εκατ": 6, "δισ": 9},
}
"""Abbreviations of powers of ten that CLDR lacks, with their exponents."""

PERCENT, DEGREE = "concentr-percent", "angle-degree"
MICRO = "micro-"
"""Begins the identifier of a millionth that CLDR lacks; the identifier of the unit follows."""
UNITS = table(f"""
    % {PERCENT}, ° {DEGREE}, °C temperature-celsius, ℃ temperature-celsius
    °F temperature-fahrenheit, ℉ temperature-fahrenheit, km length-kilometer, m length-meter
    cm length-centimeter, mm length-millimeter, kg mass-kilogram, mg mass-milligram, g mass-gram
    t mass-tonne, ml volume-milliliter, mL volume-milliliter, ha area-hectare
    km² area-square-kilometer, km2 area-square-kilometer, m² area-square-meter
    m2 area-square-meter, m³ volume-cubic-meter, m3 volume-cubic-meter
    km/h speed-kilometer-per-hour, m/s speed-meter-per-second, kW power-kilowatt
    MW power-megawatt, GW power-gigawatt, kWh energy-kilowatt-hour, kHz frequency-kilohertz
    MHz frequency-megahertz, GHz frequency-gigahertz, kB digital-kilobyte, MB digital-megabyte
    GB digital-gigabyte, TB digital-terabyte, l volume-liter, L volume-liter, cl volume-centiliter
    dl volume-deciliter, hl volume-hectoliter, cm² area-square-centimeter
    cm³ volume-cubic-centimeter, Hz frequency-hertz, W power-watt, V electric-volt, Ω electric-ohm
    ft length-foot, mph speed-mile-per-hour, kph speed-kilometer-per-hour, lb mass-pound
    lbs mass-pound, hPa pressure-hectopascal, kcal energy-kilocalorie, µg mass-microgram
    µm length-micrometer, µs duration-microsecond, µl {MICRO}volume-liter, µL {MICRO}volume-liter
    µV {MICRO}electric-volt, µW {MICRO}power-watt, µA {MICRO}electric-ampere, h duration-hour
    min duration-minute, км length-kilometer, см length-centimeter, мм length-millimeter
    кг mass-kilogram
""")
"""Symbols of units, mapped to CLDR unit identifiers."""

UNIT_PATTERNS = {
    PERCENT: table("""
        ar {} بالمائة, cy {} y cant, eo {} procentoj, ga {} faoin gcéad, gl {} por cento
        lb {} Prozent, mt {} fil-mija, sw asilimia {}, tg {} фоиз, vi {} phần trăm
    """),
    DEGREE: table("ar {} درجة"),
}
"""Patterns for units that CLDR has only a symbol for, or only the degree of angles."""
