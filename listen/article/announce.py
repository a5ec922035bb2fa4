"""Tables and code are announced before they are read, or instead."""

from audio_cache.spec import Block, BlockKind

_WORDS = {
    "ar": ("جدول", "مثال برمجي"),
    "de": ("Tabelle", "Codebeispiel"),
    "en": ("Table", "Code example"),
    "es": ("Tabla", "Ejemplo de código"),
    "fr": ("Tableau", "Exemple de code"),
    "it": ("Tabella", "Esempio di codice"),
    "nl": ("Tabel", "Codevoorbeeld"),
    "pl": ("Tabela", "Przykład kodu"),
    "pt": ("Tabela", "Exemplo de código"),
    "ru": ("Таблица", "Пример кода"),
    "tr": ("Tablo", "Kod örneği"),
    "uk": ("Таблиця", "Приклад коду"),
}
"""In other languages they are not announced."""


def announce(kind: BlockKind, language: str | None, name: str = "") -> list[Block]:
    """A block that says that a table or code follows, and the table's name if it has one."""
    words = _WORDS.get((language or "").partition("-")[0].lower())
    if words is None:
        return [Block(kind, name)] if name else []
    word = words[kind == "code"]
    return [Block(kind, f"{word}: {name}" if name else f"{word}.")]
