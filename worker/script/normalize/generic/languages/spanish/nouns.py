"""Gender of Spanish nouns, by their endings and by lists."""

import regex

_MASCULINE_IN_A = regex.compile(
    r"(?:\p{L}*(?:grama|ema|oma|mapa|día|planeta|drama|clima|tranvía|atleta))s?"
)


_FEMININE = regex.compile(
    r"""\p{L}+(?:as?|[cstg]ión|[cstg]iones|dad|dades|tud|tudes|umbre|umbres)
      | mujer(?:es)? | ve[zc](?:es)? | noches? | tardes? | partes? | calles? | clases? | red(?:es)?
      | leyes | ley | mano | manos | foto | fotos | moto | motos | nave | naves | base | bases
      | muerte | muertes | fuente | fuentes | llave | llaves | serie | series | sedes?
      | flor(?:es)?
      | torres? | cárcel(?:es)? | imagen | imágenes | orden | órdenes
      | labor(?:es)? | crisis | tesis""",
    regex.VERBOSE,
)


def is_feminine(noun: str) -> bool:
    lower = noun.lower()
    return bool(_FEMININE.fullmatch(lower)) and not _MASCULINE_IN_A.fullmatch(lower)
