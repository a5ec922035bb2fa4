import pytest

from worker.audio import RATE, resample, trim
from worker.engines.espeak import EspeakEngine
from worker.engines.pace import letters_per_second
from worker.script.estimate import letters_in

SENTENCES = {
    "en-us": "The old bridge over the river opened again on Monday, two years after the flood.",
    "de": "Die alte Brücke über den Fluss ist am Montag wieder geöffnet worden.",
    "ru": "Старый мост через реку снова открылся в понедельник, через два года.",
    "ar": "أعيد فتح الجسر القديم فوق النهر يوم الاثنين بعد عامين من الفيضان",
    "hi": "नदी पर बना पुराना पुल सोमवार को फिर से खुल गया।",
    "ja": "かわの ふるい はしは げつようびに ふたたび かいつうしました。",
    "ko": "강 위의 오래된 다리가 월요일에 다시 열렸습니다.",
    "th": "สะพานเก่าข้ามแม่น้ำเปิดอีกครั้งในวันจันทร์",
    "ta": "ஆற்றின் மீதுள்ள பழைய பாலம் திங்கட்கிழமை மீண்டும் திறக்கப்பட்டது",
    "yue": "星期一河上的旧桥重新开放",
    "cmn": "星期一河上的旧桥重新开放",
    "cmn-latn-pinyin": "xing1 qi1 yi1 he2 shang4 de5 jiu4 qiao2",
}


@pytest.mark.parametrize("voice", SENTENCES)
def test_the_pace_is_within_a_factor_of_two_of_espeak(
    espeak_engine: EspeakEngine, voice: str
) -> None:
    samples = espeak_engine.synthesize(SENTENCES[voice], voice, 1.0)
    seconds = len(trim(resample(samples, 22_050))) / RATE
    expected = letters_in(SENTENCES[voice]) / letters_per_second(voice)
    assert 0.5 < seconds / expected < 2
