"""What a page loads."""

import gzip
import re
from collections import Counter
from pathlib import Path

from flask.testing import FlaskClient

import listen.web.player

_MOST = 12 * 1024
_PARTS = Path(listen.web.player.__file__).parent / "static" / "player"
_NAMES = re.compile(r"^(?:export )?(?:async )?(?:const|let|function|class) (\w+)", re.MULTILINE)
"""At the top level."""


def test_the_player_is_one_file_of_at_most_12_kb_as_it_is_sent(client: FlaskClient) -> None:
    response = client.get("/player.js", headers={"Accept-Encoding": "br, gzip"})
    assert (response.status_code, response.mimetype) == (200, "text/javascript")
    assert response.headers["Content-Encoding"] == "gzip"
    assert len(response.data) <= _MOST
    plain = client.get("/player.js")
    assert gzip.decompress(response.data) == plain.data
    assert "Content-Encoding" not in plain.headers
    assert plain.headers["Vary"] == response.headers["Vary"] == "Accept-Encoding"


def test_pages_of_any_origin_may_load_it_and_ask_for_it_again_by_its_tag(
    client: FlaskClient,
) -> None:
    for packed in ("", "gzip"):
        headers = {"Origin": "https://example.org", "Accept-Encoding": packed}
        response = client.get("/player.js", headers=headers)
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert response.headers["Cache-Control"] == "no-cache"
        again = client.get(
            "/player.js", headers={**headers, "If-None-Match": response.headers["ETag"]}
        )
        assert (again.status_code, again.data) == (304, b"")


def test_every_part_is_in_it_and_needs_no_other_file(client: FlaskClient) -> None:
    script = client.get("/player.js").get_data(as_text=True)
    assert not re.search(r"^(import|export)\b", script, re.MULTILINE)
    for part in _PARTS.glob("*.js"):
        for name in _NAMES.findall(part.read_text()):
            assert re.search(rf"^(async )?(const|let|function|class) {name}\b", script, re.M), name


def test_no_two_parts_have_a_name_in_common() -> None:
    names = Counter(
        name for part in _PARTS.glob("*.js") for name in _NAMES.findall(part.read_text())
    )
    assert [name for name, times in names.items() if times > 1] == []


def test_it_is_sent_without_what_only_people_read(client: FlaskClient) -> None:
    script = client.get("/player.js").get_data(as_text=True)
    assert not re.search(r"(^|\s)//|^ |\n\n", script, re.MULTILINE)
