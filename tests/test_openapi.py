"""Requests that schemathesis generates from the OpenAPI document, sent to a real server."""

import re
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    allow_header_conformance,
    negative_data_rejection,
    positive_data_acceptance,
)

from listen.web.openapi.document import openapi_document

pytestmark = pytest.mark.e2e

schemathesis.serializer.alias("application/x-ndjson", "text/plain")
DOCUMENT = schemathesis.openapi.from_dict(openapi_document())

UNCHECKED: list[Any] = [
    # The document cannot say which voices the server has, or which text has words to speak.
    positive_data_acceptance,
    # Described statuses such as 503 are allowed. The test itself refuses 500.
    not_a_server_error,
]
ARTICLES = ("/v1/audio", "/v1/preview")


def _is_also_an_id(path: str) -> bool:
    """Return whether another path has it with an id: an article may be named "batch"."""
    others = (
        re.sub(r"\\\{[^}]*\}", "[^/]+", re.escape(each)) for each in openapi_document()["paths"]
    )
    return "{" not in path and sum(bool(re.fullmatch(each, path)) for each in others) > 1


@pytest.fixture(scope="module")
def finished_key(served: str) -> str:
    """The key of a finished audio, so that no events and no stream lasts."""
    response = requests.post(
        f"{served}/v1/audio", json={"text": "An example."}, headers={"Accept": "audio/mpeg"}
    )
    assert response.content
    return response.headers["Location"].rpartition("/")[2]


EXAMPLES = 20 if settings().derandomize else 500
"""Requests for each operation: the same ones in `make test`, new ones in `make fuzz`."""


@DOCUMENT.parametrize()
@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
def test_every_response_is_as_described(case: Case[Any], served: str, finished_key: str) -> None:
    key = str(case.path_parameters.get("key", ""))
    if re.fullmatch("[0-9a-f]{64}", key) and int(key, 16) % 2 == 0:
        case.path_parameters["key"] = finished_key
    unchecked = list(UNCHECKED)
    if case.path in ARTICLES:
        # A JSON body ignores the query, whose options are for a body that is the article.
        unchecked.append(negative_data_rejection)
    if _is_also_an_id(case.path):
        unchecked.append(allow_header_conformance)
    # Longer than the server waits for the first sound, on any machine.
    response = case.call_and_validate(base_url=served, excluded_checks=unchecked, timeout=120)
    assert response.status_code != 500
