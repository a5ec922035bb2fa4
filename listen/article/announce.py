"""Announcements of tables and code, spoken before them or instead of them."""

from audio_cache.language import primary_subtag
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
"""Language to the words for a table and for code. Other languages get no announcement."""


def announce(kind: BlockKind, language: str | None, caption: str = "") -> list[Block]:
    """Return a block that announces a table or code, with the table's caption if it has one."""
    words = _WORDS.get(primary_subtag(language or ""))
    if words is None:
        return [Block(kind, caption)] if caption else []
    word = words[kind == "code"]
    return [Block(kind, f"{word}: {caption}" if caption else f"{word}.")]
