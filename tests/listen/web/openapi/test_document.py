"""The OpenAPI document: valid, complete, and equal to what the code declares."""

import json
import re

import jsonschema_rs
import pytest
from flask import Flask
from flask.testing import FlaskClient

from listen import errors
from listen.errors import ApiError
from listen.failures import FAILURES
from listen.web.error_codes import ErrorCode, openai_codes, problem_codes
from listen.web.openapi.document import openapi_document
from listen.web.problems import CODE_OF_STATUS
from tests.described import validator
from tests.listen.conftest import UNDESCRIBED

DOCUMENT = openapi_document()
OPERATIONS = [
    (method, path, operation)
    for path, item in DOCUMENT["paths"].items()
    for method, operation in item.items()
    if method != "parameters"
]


class TestDocument:
    def test_every_schema_is_one_of_json_schema(self) -> None:
        for name, schema in DOCUMENT["components"]["schemas"].items():
            jsonschema_rs.meta.validate(schema)
            assert validator(json.dumps(schema)), name

    def test_every_reference_leads_to_a_schema_and_every_schema_is_used(self) -> None:
        references = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(DOCUMENT)))
        assert references == set(DOCUMENT["components"]["schemas"])

    def test_every_operation_has_an_id_and_a_summary_of_its_own_a_tag_and_a_sample(self) -> None:
        for name in ("operationId", "summary"):
            values = [operation[name] for _, _, operation in OPERATIONS]
            assert sorted(values) == sorted(set(values))
        tags = {tag["name"] for tag in DOCUMENT["tags"]}
        for method, path, operation in OPERATIONS:
            assert set(operation["tags"]) <= tags
            assert "curl" in operation["x-codeSamples"][0]["source"], (method, path)

    def test_every_parameter_of_a_path_is_described(self) -> None:
        for _, path, operation in OPERATIONS:
            item = DOCUMENT["paths"][path]
            parameters = [*item.get("parameters", ()), *operation.get("parameters", ())]
            named = {each["name"] for each in parameters if each["in"] == "path"}
            assert named == set(re.findall(r"{(\w+)}", path))

    def test_named_objects_are_closed_so_that_a_new_field_is_noticed(self) -> None:
        names = {
            name
            for name, schema in DOCUMENT["components"]["schemas"].items()
            if schema.get("type") == "object" and schema.get("additionalProperties") is not False
        }
        assert names == {"CreateSpeechRequest"}  # unknown fields are ignored, as OpenAI's are


class TestRoutes:
    def test_every_rule_and_method_is_described_and_nothing_else(self, app: Flask) -> None:
        served = {
            (method.lower(), re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule))
            for rule in app.url_map.iter_rules()
            if not rule.rule.startswith(UNDESCRIBED)
            # Flask answers HEAD wherever it answers GET, and OPTIONS everywhere.
            for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        }
        described = {(method, path) for method, path, _ in OPERATIONS if method != "head"}
        assert described == served

    def test_it_is_served_and_revalidated(self, client: FlaskClient) -> None:
        response = client.get("/openapi.json")
        assert response.get_json() == DOCUMENT
        etag = response.headers["ETag"]
        assert client.get("/openapi.json", headers={"If-None-Match": etag}).status_code == 304


class TestCodes:
    def test_the_codes_of_problems_are_those_of_the_error_classes_and_of_http_errors(self) -> None:
        classes = [
            each
            for each in vars(errors).values()
            if isinstance(each, type) and issubclass(each, ApiError)
        ]
        codes = {each.code for each in classes} | set(CODE_OF_STATUS.values())
        failures = set(FAILURES)
        described = DOCUMENT["components"]["schemas"]["Problem"]["properties"]["code"]["enum"]
        assert len(described) == len(set(described))
        assert set(described) == codes | failures

    def test_the_codes_of_a_failed_audio_are_those_that_have_a_status(self) -> None:
        audio = DOCUMENT["components"]["schemas"]["Audio"]["properties"]
        described = audio["error"]["properties"]["code"]["enum"]
        assert set(described) == set(FAILURES)

    def test_every_code_occurs_in_an_operation(self) -> None:
        occurring = {
            code
            for _, _, operation in OPERATIONS
            for response in operation["responses"].values()
            for code in response.get("x-codes", ())
        }
        known = {each.code for each in (*problem_codes(), *openai_codes())}
        assert known - occurring == {"method_not_allowed"}  # of methods that are not described

    @pytest.mark.parametrize(
        "each", [*problem_codes(), *openai_codes()], ids=lambda each: each.code
    )
    def test_every_code_has_a_sentence(self, each: ErrorCode) -> None:
        assert each.description.endswith(".")
