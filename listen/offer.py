"""Which voice reads a request."""

from dataclasses import dataclass

from audio_cache.voice import Voice
from listen.errors import UnknownVoice, UnsupportedLanguage


@dataclass(frozen=True)
class Offer:
    """The voices that there are, and which of them speaks when nobody says which."""

    voices: tuple[Voice, ...]
    default: str
    """engine:name"""

    def choose(
        self, wanted: str | None, language: str | None, online: bool = False
    ) -> tuple[Voice, str]:
        """The voice and the language for a request that names them, one of them or neither.

        Text leaves this machine only with a voice that was asked for by its name; `online` has
        such voices chosen too, for a preview, which sends nothing.

        Raises UnknownVoice and UnsupportedLanguage, both with what there is.
        """
        named = wanted not in (None, "auto")
        voice = self._named(wanted) if named else self._for(language, online)
        if language is not None and not voice.speaks(language):
            raise UnsupportedLanguage(
                f"The voice {voice.id} does not speak {language}; "
                f"it speaks: {', '.join(voice.languages)}."
            )
        return voice, language or voice.languages[0]

    def _named(self, wanted: str | None) -> Voice:
        for voice in self.voices:
            if wanted in (voice.id, voice.name):
                return voice
        offline = ", ".join(voice.id for voice in self.voices if voice.offline)
        raise UnknownVoice(
            f"There is no voice {wanted}; on this server: {offline}. GET /v1/voices lists all."
        )

    def _for(self, language: str | None, online: bool) -> Voice:
        at_hand = [voice for voice in self.voices if voice.offline or online]
        at_hand.sort(key=lambda voice: (not voice.offline, voice.id != self.default))
        for voice in at_hand:
            if language is None or voice.speaks(language):
                return voice
        spoken = sorted({spoken for voice in at_hand for spoken in voice.languages})
        named = [voice.id for voice in self.voices if language and voice.speaks(language)]
        hint = f" By name, online: {', '.join(named)}." if named else ""
        raise UnsupportedLanguage(
            f"No voice on this server speaks {language}; there are: {', '.join(spoken)}.{hint}"
        )
