from pathlib import Path

from listen.pregenerate import articles_in


def test_folders_are_their_articles_and_urls_are_as_they_are(tmp_path: Path) -> None:
    for name in ("b.md", "a.txt", "c.png"):
        (tmp_path / name).write_text("Words.")
    other = tmp_path / "c.png"
    assert articles_in([other, "https://example.org/", tmp_path]) == [
        other,
        "https://example.org/",
        tmp_path / "a.txt",
        tmp_path / "b.md",
    ]
