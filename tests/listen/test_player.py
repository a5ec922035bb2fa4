"""What a page loads."""

import gzip
import re

from flask.testing import FlaskClient

from listen.player import _STATIC

_MOST = 12 * 1024


def modules(client: FlaskClient) -> dict[str, bytes]:
    """/player.js and all that it imports, by address."""
    found: dict[str, bytes] = {}
    wanted = ["/player.js"]
    while wanted:
        address = wanted.pop()
        if address in found:
            continue
        response = client.get(address)
        assert (response.status_code, response.mimetype) == (200, "text/javascript"), address
        found[address] = response.data
        for name in re.findall(rb'from "\.[^"]*/(\w+\.js)"', response.data):
            wanted.append(f"/player/{name.decode()}")
    return found


def test_the_player_is_at_most_12_kb_compressed(client: FlaskClient) -> None:
    assert len(gzip.compress(b"".join(modules(client).values()))) <= _MOST


def test_every_module_is_part_of_it(client: FlaskClient) -> None:
    parts = {f"/player/{path.name}" for path in (_STATIC / "player").glob("*.js")}
    assert set(modules(client)) == {"/player.js", *parts}


def test_pages_of_any_origin_may_load_it_and_ask_for_it_again_by_its_tag(
    client: FlaskClient,
) -> None:
    for address in modules(client):
        response = client.get(address, headers={"Origin": "https://example.org"})
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert response.headers["Cache-Control"] == "no-cache"
        again = client.get(address, headers={"If-None-Match": response.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")


def test_it_is_sent_without_what_only_people_read(client: FlaskClient) -> None:
    state = modules(client)["/player/state.js"].decode()
    assert "//" not in state
    assert "\n " not in state
    assert 'export const next = (state, event) => (event === "reset"' in state


def test_there_are_no_other_parts(client: FlaskClient) -> None:
    assert client.get("/player/none.js").status_code == 404
    assert client.get("/player/..%2fpage.js").status_code == 404
