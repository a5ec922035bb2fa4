"""Words and patterns that no library provides, by language."""

from worker.script.normalize.tables import table, words

POINTS = table("""
    af komma, am ነጥብ, ar فاصل, az nöqtə, be коска, bg цяло и, bn দশমিক, bs zarez, ca coma
    cs celých, cy pwynt, da komma, de Komma, el κόμμα, eo komo, es coma, et koma, fa ممیز
    fi pilkku, fil tuldok, fo komma, fr virgule, ga pointe, he נקודה, hi दशमलव, hr zarez
    hu egész, hy ստորակետ, id koma, is komma, it virgola, ja 点, ka მძიმე, kk бүтін, km ចុច
    kn ಬಿಂದು, ko 점, ky бүтүн, lb Komma, lo ຈຸດ, lt kablelis, lv komats, mk кома, ms perpuluhan
    mt punt, my ဒသမ, ne दशमलव, nl komma, no komma, pl przecinek, pt vírgula, ro virgulă, sk celých
    sl vejica, sq presje, sr zapeta, sv komma, sw nukta, ta புள்ளி, te బిందువు, tg нуқта, th จุด
    tr virgül, uk кома, vi phẩy, yue 點, zh 点
""")
"""Words for the decimal separator. Russian speaks decimals as a fraction."""

MINUSES = table("""
    af minus, am ነጋቲቭ, ar ناقص, az mənfi, be мінус, bg минус, bn ঋণাত্মক, bs minus, ca menys
    cs minus, cy minws, da minus, de minus, el μείον, eo minus, es menos, et miinus, fa منفی
    fi miinus, fil minus, fo minus, fr moins, ga míneas, he מינוס, hi ऋण, hr minus, hu mínusz
    hy մինուս, id minus, is mínus, it meno, ja マイナス, ka მინუს, kk минус, km ដក, kn ಮೈನಸ್
    ko 마이너스, ky минус, lb minus, lo ລົບ, lt minus, lv mīnus, mk минус, ms negatif, mt minus
    my အနုတ်, ne ऋणात्मक, nl min, no minus, pl minus, pt menos, ro minus, ru минус, sk mínus
    sl minus, sq minus, sr minus, sv minus, sw hasi, ta கழித்தல், te మైనస్, tg минус, th ลบ
    tr eksi, uk мінус, vi âm, yue 負, zh 负
""")
"""Words for a minus sign."""

DOTS = table("""
    ca punt, cs tečka, da punktum, de Punkt, es punto, fi piste, fr point, hu pont, id titik
    it punto, ko 점, nl punt, no punktum, pl kropka, pt ponto, ro punct, ru точка, sv punkt
    tr nokta, uk крапка
""")
"""Words for the point of "Web 2.0", where the decimal separator is the comma."""

TO = table("""
    ca a, cs až, da til, de bis, es a, fr à, id sampai, it a, ja から, ko 에서, nl tot
    no til, pl do, pt a, ro la, sv till, vi đến, zh 到, yue 到
""")
"""Words for the dash of a range."""

SCORE_COLONS = table("de zu")
"""Words for the colon of a score, as in 2:1."""

AT = table("""
    ca arrova, cs zavináč, da snabel-a, de ät, el παπάκι, es arroba, fi ät, fr arobase, hu kukac
    it chiocciola, ja アットマーク, ko 골뱅이, nl apenstaartje, no krøllalfa, pl małpa, pt arroba
    ro arond, ru собака, sk zavináč, sv snabel-a, tr et, uk равлик, zh 艾特
""")
"""Words for @ in an e-mail address."""

AND = table("""
    ca i, cs a, da og, de und, el και, es y, fi ja, fr et, hr i, hu és, it e, nl en, no og, pl i
    pt e, ro și, ru и, sk a, sl in, sv och, tr ve, uk і
""")
"""Words for & and between a whole number and a fraction."""

FRACTIONS = {
    language: tuple(names.split(", "))
    for language, names in {
        "ca": "mig, un terç, dos terços, un quart, tres quarts",
        "cs": "půl, jedna třetina, dvě třetiny, jedna čtvrtina, tři čtvrtiny",
        "da": "en halv, en tredjedel, to tredjedele, en fjerdedel, tre fjerdedele",
        "de": "einhalb, ein Drittel, zwei Drittel, ein Viertel, drei Viertel",
        "el": "μισό, ένα τρίτο, δύο τρίτα, ένα τέταρτο, τρία τέταρτα",
        "es": "medio, un tercio, dos tercios, un cuarto, tres cuartos",
        "fi": "puoli, kolmasosa, kaksi kolmasosaa, neljäsosa, kolme neljäsosaa",
        "fr": "un demi, un tiers, deux tiers, un quart, trois quarts",
        "hu": "fél, egyharmad, kétharmad, egynegyed, háromnegyed",
        "id": "setengah, sepertiga, dua pertiga, seperempat, tiga perempat",
        "it": "mezzo, un terzo, due terzi, un quarto, tre quarti",
        "ja": "二分の一, 三分の一, 三分の二, 四分の一, 四分の三",
        "ko": "이분의 일, 삼분의 일, 삼분의 이, 사분의 일, 사분의 삼",
        "nl": "een half, een derde, twee derde, een kwart, drie kwart",
        "no": "en halv, en tredjedel, to tredjedeler, en fjerdedel, tre fjerdedeler",
        "pl": "pół, jedna trzecia, dwie trzecie, jedna czwarta, trzy czwarte",
        "pt": "meio, um terço, dois terços, um quarto, três quartos",
        "ro": "o jumătate, o treime, două treimi, un sfert, trei sferturi",
        "ru": "половина, одна треть, две трети, одна четверть, три четверти",
        "sk": "pol, jedna tretina, dve tretiny, jedna štvrtina, tri štvrtiny",
        "sv": "en halv, en tredjedel, två tredjedelar, en fjärdedel, tre fjärdedelar",
        "tr": "yarım, üçte bir, üçte iki, dörtte bir, dörtte üç",
        "uk": "половина, одна третина, дві третини, одна чверть, три чверті",
        "vi": "một phần hai, một phần ba, hai phần ba, một phần tư, ba phần tư",
        "zh": "二分之一, 三分之一, 三分之二, 四分之一, 四分之三",
    }.items()
}
"""Words for ½, ⅓, ⅔, ¼ and ¾, in this order."""

OF = table("""
    ca dels?|de, da af, de aller|de[rs]|von, es del?, fr d[eu]|des, it d[ei]|del|dell[aeo]|degli
    nl van, no av, pt d[aeo]s?, ro din, sv av
""")
"""Patterns of the word after 2/3 that shows a fraction, not a day in March."""

AND_A_HALF = table("""
    de einhalb, fr et demi, ja と二分の一, ko 과 이분의 일, ru с половиной
    uk з половиною, zh 又二分之一
""")
"""Words for ½ after a whole number. Other languages use their "and" and the fraction."""

HOURS = table("""
    da {} {}, de {} Uhr {}, fr {} heures {}, ja {}時{}分, ko {}시 {}분, nl {} uur {}, sv {} {}
    yue {}點{}分, zh {}点{}分
""")
"""Templates for a time such as 14:30. Other languages speak the two numbers alone."""

HOUR_LETTER = frozenset({"ca", "es", "fr", "it", "pt"})
"""Languages in which 14h30 is a time."""

FULL_HOURS = table(
    "de {} Uhr, fr {} heures, ja {}時, ko {}시, nl {} uur, pt {} horas, yue {}點, zh {}点"
)
"""Templates for a time such as 14:00."""

MILLIONS_OF = table("ca de, es de, fr de, it di, pt de, ro de")
"""Words between millions and the noun."""

ORDINAL_ENDINGS = {
    "ca": r"\.?[°ªº]",
    "cs": r"\.(?=\s\p{Ll})",
    "da": r"\.(?=\s\p{Ll})",
    "de": r"\.(?=\s\p{L})",
    "es": r"\.?[°ªº]|\.?er",
    "fi": r"\.(?=\s\p{Ll})",
    "fr": "ers?|ères?|res?|es?|èmes?|nde?",
    "hu": r"\.(?=\s\p{Ll})",
    "it": "[°ªº]",
    "nl": "e|de|ste",
    "no": r"\.(?=\s\p{Ll})",
    "pt": r"\.?[°ªº]",
    "sv": ":[ae]",
}
"""Patterns of the ending that makes digits an ordinal."""

SIGNS = table("""
    $ USD, € EUR, £ GBP, ¥ JPY, ￥ JPY, ₩ KRW, ₹ INR, ₽ RUB, ₺ TRY, ₴ UAH, ₪ ILS, ฿ THB, ₫ VND
    ₱ PHP, ₦ NGN, ₸ KZT, ₾ GEL, US$ USD, R$ BRL, A$ AUD, C$ CAD, NZ$ NZD, HK$ HKD, S$ SGD
""")
"""Signs of currencies in any language, mapped to ISO 4217 codes."""

CURRENCIES = words("""
    AED ARS AUD BRL CAD CHF CLP CNY CZK DKK EGP EUR GBP GEL HKD HUF IDR ILS INR JPY KRW KZT MXN NGN
    NOK NZD PHP PLN RON RUB SAR SEK SGD THB TRY TWD UAH USD VND ZAR
""")
"""Currencies that are recognized in every language."""

SCALES = {
    "de": {"Bio": 12},
    "el": {"εκατ": 6, "δισ": 9},
    "es": {"mill": 6},
    "ru": {"трлн": 12},
}
"""Abbreviations of powers of ten that CLDR lacks, with their exponents."""

PERCENT, DEGREE = "concentr-percent", "angle-degree"
UNITS = table(f"""
    % {PERCENT}, ° {DEGREE}, °C temperature-celsius, ℃ temperature-celsius
    °F temperature-fahrenheit, ℉ temperature-fahrenheit, km length-kilometer, m length-meter
    cm length-centimeter, mm length-millimeter, kg mass-kilogram, mg mass-milligram, g mass-gram
    t mass-tonne, ml volume-milliliter, mL volume-milliliter, ha area-hectare
    km² area-square-kilometer, km2 area-square-kilometer, m² area-square-meter, m2 area-square-meter
    m³ volume-cubic-meter, m3 volume-cubic-meter, km/h speed-kilometer-per-hour
    m/s speed-meter-per-second, kW power-kilowatt, MW power-megawatt, GW power-gigawatt
    kWh energy-kilowatt-hour, kHz frequency-kilohertz, MHz frequency-megahertz
    GHz frequency-gigahertz, kB digital-kilobyte, MB digital-megabyte, GB digital-gigabyte
    TB digital-terabyte, h duration-hour, min duration-minute, км length-kilometer
    см length-centimeter, мм length-millimeter, кг mass-kilogram
""")
"""Symbols of units, mapped to CLDR unit identifiers."""

CARDINAL_BEFORE_PERCENT = frozenset({"es", "it"})
"""Languages with "uno" before "percent", but "un" before other units."""

UNIT_PATTERNS = {
    PERCENT: table("""
        ar {} بالمائة, cy {} y cant, eo {} procentoj, ga {} faoin gcéad, gl {} por cento
        ko {} 퍼센트, lb {} Prozent, mt {} fil-mija, sw asilimia {}, tg {} фоиз, vi {} phần trăm
        yue 百分之{}, zh 百分之{}
    """),
    DEGREE: table("nl {} graden, ja {}度, ar {} درجة"),
}
"""Patterns for units that CLDR has only a symbol for, or only the degree of angles."""
