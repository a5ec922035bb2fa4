import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.names.accent import to_british
from worker.names.onset import split_onset
from worker.names.origin import pronounce_by_origin, respell, with_final_acute
from worker.names.pinyin import pronounce_name


@pytest.mark.parametrize(
    ("word", "ipa"),
    [
        *(("xuchang", "ˈʃutʃɑŋ"), ("zhuhai", "ˈdʒuhaɪ"), ("qingdao", "ˈtʃɪŋdaʊ")),
        *(("guangxi", "ˈɡwɑŋʃi"), ("xi'an", "ˈʃiɑn"), ("jiangyin", "ˈdʒjɑŋjɪn")),
        *(("yoshinobe", "joʊʃinˈoʊbeɪ"), ("keisuke", "kˈeɪskeɪ"), ("kagekabe", "kɑɡɛkˈɑbeɪ")),
        *(("gašić", "ɡˈɑʃɪtʃ"), ("jovanovic", "joʊvˈɑnəvɪtʃ"), ("krstić", "kˈɜɹstɪtʃ")),
        *(("kwaśniewski", "kvɑʃnjˈɛfski"), ("piłsudski", "piwsˈudski")),
        *(("hašek", "hˈɑʃɛk"), ("muchová", "mˈukɔvə"), ("yıldırım", "jɪldˈɪɹɪm")),
        *(("théo", "teɪˈoʊ"), ("gruyère", "ɡɹujˈɛɹ"), ("françoise", "fɹɑnswˈɑz")),
        *(("hérault", "eɪɹˈoʊ"), ("pétain", "peɪtˈæn"), ("rhône", "ɹˈoʊn"), ("benoît", "bənwˈɑ")),
        *(("sébastien", "seɪbɑstjˈæn"), ("désirée", "deɪziɹˈeɪ"), ("crème", "kɹˈɛm")),
        *(("édouard", "eɪduˈɑɹ"), ("ampère", "ɑmpˈɛɹ"), ("évreux", "eɪvɹˈɜ"), ("sète", "sˈɛt")),
        *(("coutinho", "koʊtˈinjoʊ"), ("padilha", "pɑdˈiljə"), ("frazão", "fɹɑzˈaʊ")),
        *(("nijhoff", "nˈaɪhɔf"), ("zuidwijk", "zˈaʊdwaɪk"), ("rexhepi", "ɹɛdʒˈɛpi")),
        *(("badoglio", "bɑdˈɔljoʊ"), ("occhipinti", "ɔkipˈinti"), ("csányi", "tʃˈɑnji")),
        *(("wójtowicz", "vujtˈɔvitʃ"), ("lubecki", "lubˈɛtski")),
        *(("țiriac", "tsiɹˈiɑk"), ("lőrinc", "lˈɜɹints"), ("cañizares", "kɑnjisˈɑɹɛs")),
    ],
)
def test_spelling_that_is_certain_is_pronounced(word: str, ipa: str) -> None:
    assert pronounce_by_origin(word) == ipa


@pytest.mark.parametrize(
    "word",
    [
        *(
            "dixie",
            "alexi",
            "maxine",
            "xena",
            "xander",
            "xenia",
            "xavi",
            "xerxes",
            "ximena",
            "roxie",
            "lexi",
        ),
        *("zhenya", "zhanna", "zhukov", "zhivago", "nizhny", "quan", "quang", "quinn", "queen"),
        *("qatar", "qom", "qasim", "giang", "triangle", "boomerang", "mustang", "pisang"),
        *("denise", "janine", "simone", "renate", "hermione", "maurine", "salome", "tyrone"),
        *("retake", "betake", "intake", "epitome", "wannabe", "astrolabe", "jerome", "karine"),
        *("slavic", "civic", "vic", "novice", "ludovico", "victoria", "music", "bolshevik"),
        *("inês", "antônio", "sinéad", "éire", "séamus", "béla", "pérez", "péter", "león", "você"),
        *("lê", "éderson", "édson", "mercè", "caffè", "félix", "mbappé", "traoré", "kéthly"),
        *("fiji", "beijing", "khadijah", "sinha", "wilhelm", "malhotra", "delhi", "minh"),
        *("english", "negligent", "ganglion", "anglia", "vicki", "nikki", "becki", "zagreb"),
        *("café", "cliché", "zürich", "malmö", "reykjavík", "nguyễn", "célia", ""),
    ],
)
def test_words_of_other_languages_are_left_alone(word: str) -> None:
    assert pronounce_by_origin(word) is None


@pytest.mark.parametrize(
    ("surname", "given", "ipa"),
    [
        ("wang", "huning", ("ˈwɑŋ", "huˈnɪŋ")),
        ("li", "shangfu", ("ˈli", "ʃɑŋˈfu")),
        ("qin", "xue", ("ˈtʃɪn", "ˈʃwɛ")),
        ("zhang", "john", None),
        ("smith", "huning", None),
        ("he", "gaoli", None),
        ("li", "na", None),
        ("chen", "maxwell", None),
    ],
)
def test_a_chinese_name_of_two_words(surname: str, given: str, ipa: tuple[str, str] | None) -> None:
    assert pronounce_name(surname, given) == ipa


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        *(("Gvardiol", ("ɡə", "Vardiol")), ("Mbeya", ("əm", "Beya")), ("Nganga", ("əŋ", "Ganga"))),
        *(("Dnipro", ("də", "Nipro")), ("Tshombe", ("tʃ", "Ombe")), ("Hryvnia", ("hə", "Ryvnia"))),
        *(
            (word, ("", word))
            for word in ("Bjork", "Kwame", "Sri", "Rhys", "Lloyd", "Tsai", "Gnabry")
        ),
        *(
            (word, ("", word))
            for word in ("Brno", "JFK", "Szabo", "Schwarz", "Ng", "mbeya", "", "É")
        ),
    ],
)
def test_the_beginning_that_english_lacks_is_taken_off(word: str, parts: tuple[str, str]) -> None:
    assert split_onset(word) == parts


def test_a_final_acute_is_spoken() -> None:
    assert with_final_acute("juppé", "ˈdʒupi") == "ˈdʒupeɪ"
    assert with_final_acute("mané", "ˈmeɪn") == "ˈmeɪneɪ"
    assert with_final_acute("juppe", "ˈdʒupi") == "ˈdʒupi"
    assert respell("Compaoré") == "Compaoray"


@pytest.mark.parametrize(
    ("american", "british"),
    [
        ("ˈstɑɹməɹ", "ˈstɑːmə"),
        ("ˈɡɜɹtə", "ˈɡɜːtə"),
        ("ˈʃi", "ˈʃiː"),
        ("ˈhuθi", "ˈhuːθi"),
        ("ˈbweɪnəs ˈɛɹiz", "ˈbweɪnəs ˈɛɹiːz"),
        ("ˈkɪɹ", "ˈkɪə"),
        ("ˈboʊ ˈdɔɪl ˈbaʊ", "ˈboʊ ˈdɔɪl ˈbaʊ"),
    ],
)
def test_british_ipa(american: str, british: str) -> None:
    assert to_british(american) == british


@given(st.text(st.sampled_from("aeiounxqzhgjćčšłńñğőșé'’bcdmrtvw"), max_size=14))
def test_no_word_fails(word: str) -> None:
    for text in (word, word.capitalize(), word.upper()):
        ipa = pronounce_by_origin(text)
        assert ipa is None or ipa
        split_onset(respell(text))
