"""No sentence loses its full stop, whose falling end a listener needs."""

import pytest

from worker.script.normalize.normalize import normalize

ENDS = {
    "de": """
        5 kg | 3 Mio | 3 Mio. € | Mo.–Fr | um 20.15h | 1:30 Std | 5 € | §§ 3 ff | 44 v. Chr |
        etc | 3 €/kg | +5 | an m.m@x.de | www.x.de | 5% | am 3.5 | im 19. Jh | 4:3 n. V | 2 EL |
        1 TB | 5 Min | 100 km/h | Nr. 5 | Abs. 2 | z. B | 05/2024 | bis 8 h | 5,- € | 12,- |
        Prof. Dr | S. 12 f | 3. OG | 2:1 | 5 t | 4x100 m | GMT+1 | 50+ | 5-6 Std | Mi
    """,
    "fr": """
        5 kg | 3 M€ | lun.-ven | 20h | 7 oct | 44 av. J.-C | etc | 3 €/kg | 90' | à 8h30 |
        24h/24 | 7j/7 | art. 5 | le XXe s | 2 c. à soupe | p. 5 | 5 h 30 min | 1'32'' | M | 5
        €/pers | 120 hab | n° 5 | 3 p | 5 min
    """,
    "es": """
        5 kg | 3 M€ | lun.-vie | a las 8 h | 5 de dic | 44 a. C | etc | 3 €/kg | 90' | 3 p. m |
        EE. UU | art. 5 | pág. 5 | núm. 5 | s. XX | 2 cdas | 5 min | s/n | 3.º | 1.er | 20.15
        horas | 120 hab
    """,
    "it": """
        5 kg | 3 mln | lun-ven | ore 20.15 | 3 gen | 44 a.C | ecc | 3 €/kg | 90' | art. 5 | il
        XX sec | p. 5 | 5 min | S.p.A | c.c | d.lgs | mq | 50 mq | 3°
    """,
    "pt": """
        5 kg | R$ 3 mi | às 8h | 11 de dez | 44 a.C | etc | 3 €/kg | 90' | art. 5º | séc. XX |
        p. 5 | 2,3 p.p | 10% a.a | s/n | 15h15min | 120 hab
    """,
    "nl": """
        5 kg | 3 mln | ma-vr | om 8 u | 20u30 | 7 okt | 44 v.Chr | enz | € 5/kg | art. 5 | blz.
        5 | 5 min | 3 mrd | € 5,- | 20.30 uur
    """,
    "pl": """
        5 kg | 3 mln | 20 proc | 5 pkt proc | w 2020 r | o godz. 14 | 7 paź | XX w | itd | str.
        5 | art. 5 | 5 min | 5 zł/kg | 5 tys | 30 s | w godz. 14–18
    """,
    "ru": """
        5 кг | 3 млн | 20 проц | 2020 г | XX в | 8 ч | 30 сек | 3 янв | и т. д | стр. 5 | ст. 5
        | 5 мин | 5 тыс | 3 €/кг | 120 чел | 100 руб | в 1939–1945 гг | 5 м
    """,
    "uk": """
        5 кг | 3 млн | 2020 р | XX ст | 8 год | 5 хв | 3 січ | і т. д | стор. 5 | ст. 5 | 5 тис
        | 100 грн
    """,
    "sv": """
        5 kg | 3 mn | kl. 20.30 | 3 jan | m.m | s. 5 | 5 min | 30 sek | 5 tkr | 5:- | 2 § | 2-3
        ggr | 20 proc | 12 kr/kg
    """,
    "tr": """
        5 kg | 3 mn | saat 20.30 | XX. yy | vb | s. 5 | 5 dk | 30 sn | %50
    """,
}
"""Ends of sentences without their full stop, by language."""


@pytest.mark.parametrize(
    ("language", "end"),
    [(language, end.strip()) for language, ends in ENDS.items() for end in ends.split("|")],
)
def test_the_full_stop_stays(language: str, end: str) -> None:
    spoken = normalize(f"Ab cd {end}.", language).text
    assert spoken.endswith(".")
    assert not spoken.endswith("..")
