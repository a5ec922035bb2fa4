"""Voices that one command would add, for languages that no good voice here speaks."""

from collections.abc import Iterable

from audio_cache.language import primary_subtag
from audio_cache.voice import UNTRAINED_ENGINES, Voice

_PIPER = {
    "ar": "ar_JO-kareem-medium",
    "bg": "bg_BG-dimitar-medium",
    "ca": "ca_ES-upc_ona-medium",
    "cs": "cs_CZ-jirka-medium",
    "cy": "cy_GB-gwryw_gogleddol-medium",
    "da": "da_DK-talesyntese-medium",
    "de": "de_DE-thorsten-medium",
    "el": "el_GR-rapunzelina-low",
    "en": "en_GB-alba-medium",
    "fa": "fa_IR-gyro-medium",
    "fi": "fi_FI-harri-medium",
    "hu": "hu_HU-anna-medium",
    "id": "id_ID-news_tts-medium",
    "is": "is_IS-bui-medium",
    "ka": "ka_GE-natia-medium",
    "kk": "kk_KZ-issai-high",
    "lb": "lb_LU-marylux-medium",
    "lv": "lv_LV-aivars-medium",
    "ml": "ml_IN-meera-medium",
    "ne": "ne_NP-google-medium",
    "nl": "nl_NL-pim-medium",
    "no": "no_NO-talesyntese-medium",
    "pl": "pl_PL-gosia-medium",
    "ro": "ro_RO-mihai-medium",
    "ru": "ru_RU-irina-medium",
    "sk": "sk_SK-lili-medium",
    "sl": "sl_SI-artur-medium",
    "sr": "sr_RS-serbski_institut-medium",
    "sv": "sv_SE-nst-medium",
    "sw": "sw_CD-lanfrica-medium",
    "te": "te_IN-maya-medium",
    "tr": "tr_TR-dfki-medium",
    "uk": "uk_UA-ukrainian_tts-medium",
    "ur": "ur_PK-fasih-medium",
    "vi": "vi_VN-vais1000-medium",
}
"""Languages to a voice of Piper's public index. Chinese is missing: its voices need a phonemizer
that the engine does not support."""

_SUGGESTED = {
    **{language: f"piper:{name}" for language, name in _PIPER.items()},
    **dict.fromkeys(("es", "fr", "hi", "it", "pt"), "kokoro"),
}


def suggested_voices(voices: Iterable[Voice]) -> dict[str, str]:
    """Return languages to what `listen voices get` would download for them, sorted.

    Languages with a good voice are left out: one that runs on this machine and was trained on
    recorded speech. Nothing is looked up on a network.
    """
    good = {language for voice in voices if _is_good(voice) for language in voice.languages}
    return {
        language: voice for language, voice in sorted(_SUGGESTED.items()) if language not in good
    }


def suggest(voices: Iterable[Voice], language: str) -> str:
    """Return a sentence with the command that would add a voice; empty if none is known."""
    voice = suggested_voices(voices).get(primary_subtag(language))
    return f"`listen voices get {voice}` would add a voice that speaks it." if voice else ""


def _is_good(voice: Voice) -> bool:
    return voice.offline and voice.engine not in UNTRAINED_ENGINES
