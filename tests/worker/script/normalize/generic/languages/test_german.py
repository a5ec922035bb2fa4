import pytest

from worker.script.normalize.normalize import normalize


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("in den 90er-Jahren", "in den neunziger Jahren"),
        ("die 1980er Jahre", "die neunzehnhundertachtziger Jahre"),
        ("in den 1990ern", "in den neunzehnhundertneunzigern"),
        ("die 68er", "die achtundsechziger"),
        ("Ende der 20er Jahre", "Ende der zwanziger Jahre"),
        ("ein 5er BMW", "ein fünfer BMW"),
        ("30er-Zone", "dreißiger-Zone"),
        ("die 1920er-Jahre", "die neunzehnhundertzwanziger Jahre"),
    ],
)
def test_decades_are_one_word(text: str, spoken: str) -> None:
    assert normalize(text, "de").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("In der 4. Klasse", "In der vierten Klasse"),
        ("Am 2. und 3. Mai", "Am zweiten und dritten Mai"),
        ("vom 1.-3. Mai", "vom ersten bis dritten Mai"),
        ("vom 24. bis 26. Dezember", "vom vierundzwanzigsten bis sechsundzwanzigsten Dezember"),
        ("1. Januar", "erster Januar"),
        ("der 1. FC Köln", "der erste FC Köln"),
        ("die 2. Bundesliga", "die zweite Bundesliga"),
        ("das 3. Kapitel", "das dritte Kapitel"),
        ("ein 2. Versuch", "ein zweiter Versuch"),
        ("sein 100. Spiel", "sein hundertstes Spiel"),
        ("ihr 2. Buch", "ihr zweites Buch"),
        ("in 2. Auflage", "in zweiter Auflage"),
        ("Beginn der 4. Woche", "Beginn der vierten Woche"),
        ("jeder 2. Schüler", "jeder zweite Schüler"),
        ("jedes 3. Kind", "jedes dritte Kind"),
        ("am Dienstag, 5. März", "am Dienstag, fünften März"),
        ("bis 31. Dezember 2024", "bis einunddreißigsten Dezember zweitausendvierundzwanzig"),
        ("3., 4. und 5. Klasse", "dritte, vierte und fünfte Klasse"),
        ("in der 90. Minute", "in der neunzigsten Minute"),
        ("die 25. Olympischen Spiele", "die fünfundzwanzigste Olympischen Spiele"),
        ("Montag, den 3.", "Montag, den dritten."),
        ("3. Platz", "dritter Platz"),
    ],
)
def test_an_ordinal_agrees_with_the_words_before_it_and_its_noun(text: str, spoken: str) -> None:
    assert normalize(text, "de").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("zum 100. Jubiläum", "zum hundertsten Jubiläum"),
        ("Der 100. Geburtstag", "Der hundertste Geburtstag"),
        ("zum 125. Mal", "zum einhundertfünfundzwanzigsten Mal"),
    ],
)
def test_an_ordinal_may_have_three_digits(text: str, spoken: str) -> None:
    assert normalize(text, "de").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("auf Seite 12. Dort steht es.", "auf Seite zwölf. Dort steht es."),
        ("Platz 3. Dann", "Platz drei. Dann"),
        ("Er wurde 3. Die Sieger jubelten.", "Er wurde drei. Die Sieger jubelten."),
    ],
)
def test_a_number_that_ends_a_sentence_is_no_ordinal(text: str, spoken: str) -> None:
    assert normalize(text, "de").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("am 5.11. um acht", "am fünften November um acht"),
        (
            "5.11., 24.12. und 1.1.",
            "fünfter November, vierundzwanzigster Dezember und erster Januar.",
        ),
        ("am 24. 12. 2020", "am vierundzwanzigsten Dezember zweitausendzwanzig"),
        ("am 3. Okt. 1990", "am dritten Oktober neunzehnhundertneunzig"),
        ("2003-03", "März zweitausenddrei"),
    ],
)
def test_a_date_may_lack_its_year(text: str, spoken: str) -> None:
    assert normalize(text, "de").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("1 Stunde, 1 Mann, 1 Uhr, 1 Kind", "eine Stunde, ein Mann, ein Uhr, ein Kind"),
        ("nach 1 Jahr und vor 1 Woche", "nach einem Jahr und vor einer Woche"),
        ("Platz 1", "Platz eins"),
    ],
)
def test_one_agrees_with_its_noun(text: str, spoken: str) -> None:
    assert normalize(text, "de").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("10-jährige Kinder", "zehnjährige Kinder"),
        ("der 14-Jährige", "der vierzehnjährige"),
        ("3-fach und 7-mal", "dreifach und siebenmal"),
        ("eine 50%ige Lösung", "eine fünfzigprozentige Lösung"),
    ],
)
def test_numbers_form_compounds(text: str, spoken: str) -> None:
    assert normalize(text, "de").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("im XIX. Jahrhundert", "im neunzehnten Jahrhundert"),
        ("Kaiser Wilhelm II. dankte ab", "Kaiser Wilhelm der Zweite dankte ab"),
        ("unter Ludwig XIV. lebten", "unter Ludwig dem Vierzehnten lebten"),
        ("Heinrichs VIII. Frauen", "Heinrichs des Achten Frauen"),
        ("Elisabeth II. starb", "Elisabeth die Zweite starb"),
        ("Papst Johannes Paul II.", "Papst Johannes Paul der Zweite."),
        ("für Papst Benedikt XVI. war es", "für Papst Benedikt den Sechzehnten war es"),
        ("Band IV und Kapitel III", "Band vier und Kapitel drei"),
        ("Rocky II", "Rocky zwei"),
        ("der II. Weltkrieg", "der zweite Weltkrieg"),
        ("Nr. V", "Nummer fünf"),
    ],
)
def test_roman_numerals_are_read(text: str, spoken: str) -> None:
    assert normalize(text, "de").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("CD und DVD", "CD und DVD"),
        ("C. Müller", "C. Müller"),
        ("Vitamin C", "Vitamin C"),
    ],
)
def test_letters_that_are_no_numerals_stay(text: str, spoken: str) -> None:
    assert normalize(text, "de").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("z. B. in Berlin", "zum Beispiel in Berlin"),
        ("z.B. Birnen, Äpfel usw.", "zum Beispiel Birnen, Äpfel und so weiter."),
        ("Nr. 5 lebt", "Nummer fünf lebt"),
        ("vgl. S. 12 und Abs. 3", "vergleiche Seite zwölf und Absatz drei"),
        ("ca. 400 v. Chr.", "zirka vierhundert vor Christus."),
        ("Dr. Müller und Prof. Schmidt", "Doktor Müller und Professor Schmidt"),
        ("bzw. 1,4 Mrd. Euro", "beziehungsweise eins Komma vier Milliarden Euro"),
        ("geb. 1950", "geboren neunzehnhundertfünfzig"),
        ("Hauptstr. 12", "Hauptstraße zwölf"),
        ("d. h. morgen, u. a. heute", "das heißt morgen, unter anderem heute"),
    ],
)
def test_abbreviations_are_said(text: str, spoken: str) -> None:
    assert normalize(text, "de").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("14:30:15 Uhr", "vierzehn Uhr dreißig und fünfzehn Sekunden"),
        ("00:00:00 Uhr", "null Uhr"),
        ("um 1 Uhr", "um ein Uhr"),
        ("um 8.30", "um acht Uhr dreißig"),
    ],
)
def test_times_have_seconds(text: str, spoken: str) -> None:
    assert normalize(text, "de").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("12,50 €, 0,01 €", "zwölf Euro fünfzig Cent, ein Cent"),
        ("$2,0 und £2,01", "zwei Dollar und zwei Pfund ein Penny"),
        ("1,4 Mrd. €", "eins Komma vier Milliarden Euro"),
    ],
)
def test_money_has_cents(text: str, spoken: str) -> None:
    assert normalize(text, "de").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Es läuft mit iOS 17.1.", "Es läuft mit iOS siebzehn Punkt eins."),
        ("Es läuft mit Android 5.1.", "Es läuft mit Android fünf Punkt eins."),
        ("Es läuft mit PHP 8.1.", "Es läuft mit PHP acht Punkt eins."),
        ("Es beginnt am 17.1.", "Es beginnt am siebzehnten Januar."),
    ],
)
def test_a_version_is_no_date(text: str, spoken: str) -> None:
    assert normalize(text, "de").text == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("der 100-m-Lauf", "der einhundert Meter-Lauf"),
        ("ein 7,5-t-Lkw", "ein sieben Komma fünf Tonnen-Lkw"),
        ("die 30-km/h-Zone", "die dreißig Kilometer pro Stunde-Zone"),
        ("ein 24-h-Rennen", "ein vierundzwanzig Stunden-Rennen"),
    ],
)
def test_units_in_compounds(text: str, spoken: str) -> None:
    assert normalize(text, "de").text == spoken
