"""/docs and /docs/errors, and docs/errors.md, which holds the same codes."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from listen.web.error_codes import errors_page, openai_codes, problem_codes
from listen.web.openapi.document import openapi_document

ERRORS_FILE = Path(__file__).parents[3] / "docs" / "errors.md"


class Elements(HTMLParser):
    """Ids and links of a page, with every URL that a browser would load for it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.inline: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.ids += [found["id"]] if "id" in found else []
        if tag == "a":
            self.links.append(found["href"])
        elif tag in ("link", "img", "script"):
            self.loaded.append(found.get("href") or found.get("src", ""))
        if tag in ("script", "style") or "style" in found or any(n.startswith("on") for n in found):
            self.inline.append(tag)


def visit(client: FlaskClient, path: str) -> Elements:
    response = client.get(path)
    assert (response.status_code, response.mimetype) == (200, "text/html")
    return Elements(response.get_data(as_text=True))


@pytest.mark.parametrize("path", ["/docs", "/docs/errors"])
class TestPages:
    def test_it_loads_only_files_of_this_server_and_runs_no_script(
        self, client: FlaskClient, path: str
    ) -> None:
        page = visit(client, path)
        assert page.inline == []
        for url in page.loaded:
            with client.get(url) as response:
                assert response.status_code == 200
        policy = client.get(path).headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src" not in policy

    def test_no_two_elements_have_one_id(self, client: FlaskClient, path: str) -> None:
        ids = visit(client, path).ids
        assert sorted(ids) == sorted(set(ids))

    def test_every_link_leads_somewhere(self, client: FlaskClient, path: str) -> None:
        anchors: dict[str, set[str]] = {}
        for link in visit(client, path).links:
            target, _, anchor = link.partition("#")
            if target.startswith("https://"):
                continue
            anchors.setdefault(target or path, set()).add(anchor)
        for target, wanted in anchors.items():
            response = client.get(target)
            assert response.status_code == 200, target
            missing = wanted - {""} - {*Elements(response.get_data(as_text=True)).ids}
            assert not missing, target


class TestDocs:
    def test_it_shows_every_operation_and_every_schema(self, client: FlaskClient) -> None:
        document = openapi_document()
        ids = visit(client, "/docs").ids
        for item in document["paths"].values():
            for method, operation in item.items():
                assert method == "parameters" or operation["operationId"] in ids
        assert {f"schema-{name}" for name in document["components"]["schemas"]} <= set(ids)

    def test_its_examples_call_the_server_that_shows_them(self, client: FlaskClient) -> None:
        page = client.get("/docs", base_url="https://localhost").get_data(as_text=True)
        assert "curl https://localhost/v1/voices" in page
        assert "127.0.0.1" not in page

    def test_fields_of_inner_objects_have_their_path(self, client: FlaskClient) -> None:
        page = client.get("/docs").get_data(as_text=True)
        names = re.findall(r"<dt><code>([^<]*)</code>", page)
        assert {"segments.total", "links.formats.mp3", "blocks[].kind"} <= set(names)


class TestErrorCodes:
    def test_every_code_has_an_anchor(self, client: FlaskClient) -> None:
        codes = {each.code for each in (*problem_codes(), *openai_codes())}
        assert codes <= set(visit(client, "/docs/errors").ids)

    def test_the_file_in_docs_is_up_to_date(self) -> None:
        written = ERRORS_FILE.read_text("utf-8")
        assert written == errors_page(), "python -m listen.web.error_codes > docs/errors.md"
