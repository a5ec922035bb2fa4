"""The player's bundle, as listen/web/bundle.py builds it and player.py sends it."""

import gzip
import re
from collections import Counter
from pathlib import Path

from flask.testing import FlaskClient

import listen.web.player

_MAX_BYTES = 12 * 1024
_MODULES = Path(listen.web.player.__file__).parent / "static" / "player"
_TOP_LEVEL_NAME = re.compile(
    r"^(?:export )?(?:async )?(?:const|let|function|class) (\w+)", re.MULTILINE
)


def test_the_player_is_one_file_of_at_most_12_kb_compressed(client: FlaskClient) -> None:
    response = client.get("/player.js", headers={"Accept-Encoding": "br, gzip"})
    assert (response.status_code, response.mimetype) == (200, "text/javascript")
    assert response.headers["Content-Encoding"] == "gzip"
    assert len(response.data) <= _MAX_BYTES
    plain = client.get("/player.js")
    assert gzip.decompress(response.data) == plain.data
    assert "Content-Encoding" not in plain.headers
    assert plain.headers["Vary"] == response.headers["Vary"] == "Accept-Encoding"


def test_pages_of_any_origin_may_load_and_revalidate_it(
    client: FlaskClient,
) -> None:
    for encoding in ("", "gzip"):
        headers = {"Origin": "https://example.org", "Accept-Encoding": encoding}
        response = client.get("/player.js", headers=headers)
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert response.headers["Cache-Control"] == "no-cache"
        again = client.get(
            "/player.js", headers={**headers, "If-None-Match": response.headers["ETag"]}
        )
        assert (again.status_code, again.data) == (304, b"")


def test_it_contains_every_module_and_imports_none(client: FlaskClient) -> None:
    script = client.get("/player.js").get_data(as_text=True)
    assert not re.search(r"^(import|export)\b", script, re.MULTILINE)
    for module in _MODULES.glob("*.js"):
        for name in _TOP_LEVEL_NAME.findall(module.read_text()):
            assert re.search(rf"^(async )?(const|let|function|class) {name}\b", script, re.M), name


def test_top_level_names_are_unique_across_modules() -> None:
    names = Counter(
        name
        for module in _MODULES.glob("*.js")
        for name in _TOP_LEVEL_NAME.findall(module.read_text())
    )
    assert [name for name, times in names.items() if times > 1] == []


def test_it_is_sent_without_comments_and_indentation(client: FlaskClient) -> None:
    script = client.get("/player.js").get_data(as_text=True)
    assert not re.search(r"(^|\s)//|^ |\n\n", script, re.MULTILINE)
