"""Spanish Roman numerals: centuries, monarchs, events."""

from worker.script.normalize.generic.languages.spanish.nouns import is_feminine
from worker.script.normalize.generic.languages.spanish.ordinals import ordinal
from worker.script.normalize.generic.numbers import cardinal
from worker.script.normalize.generic.profile import Context
from worker.script.normalize.generic.roman import is_certain, last_word, next_word
from worker.script.normalize.tables import word_set

_REIGNING = word_set("""
    felipe carlos alfonso fernando isabel juan pablo pedro luis enrique jaime sancho ramiro
    bermudo ordoño amadeo josé benedicto pío león gregorio clemente inocencio urbano julio sixto
    bonifacio alejandro nicolás catalina iván napoleón guillermo jorge eduardo ricardo jacobo
    maría francisco federico maximiliano rodolfo leopoldo balduino alberto gustavo cristián harald
    margarita mohamed hassan solimán mehmed ramsés tutmosis ptolomeo ramón berenguer víctor manuel
    humberto adriano esteban celestino eugenio abderramán boabdil otón conrado lotario ernesto
    rainiero oscar olaf
""")


_COUNTED = word_set("""
    siglo siglos capítulo tomo acto libro parte artículo título volumen escena anexo tabla figura
    clase fase tipo nivel sección división episodio temporada grupo apolo año zona categoría s.
    ss. cap. vol.
""")


_EVENTS = word_set("""
    guerra congreso edición aniversario jornadas feria festival república cumbre conferencia
    asamblea encuentro premio copa torneo centenario certamen semana concilio bienal maratón
    juegos olimpiada internacional legislatura región ejército cuerpo flota división simposio
    concurso bienio plan
""")


_FIRST_TEN = 10


def roman(value: int, written: str, context: Context) -> str | None:
    """Verbalize "siglo XIX", "Felipe VI", "II Guerra Mundial"."""
    before, after = last_word(context).lower(), next_word(context)
    if before in _REIGNING and (last_word(context)[:1].isupper()):
        if value > _FIRST_TEN:
            return cardinal(value, context.language)
        return ordinal(value, feminine=before in ("isabel", "margarita") or before.endswith("a"))
    if before in _COUNTED:
        return cardinal(value, context.language)
    if after.lower() in _EVENTS and (
        before in ("", "el", "la", "los", "las", "del", "al", "de", "en", "y") or len(written) > 1
    ):
        if value > _FIRST_TEN:
            return cardinal(value, context.language)
        feminine = is_feminine(after)
        return ordinal(value, feminine=feminine, short=not feminine)
    return cardinal(value, context.language) if is_certain(written) else None
