"""Operations of the document."""

from collections.abc import Mapping, Sequence
from typing import Any

from listen.web.openapi.build import curl


def operation(
    operation_id: str,
    tag: str,
    summary: str,
    responses: Mapping[str, Any],
    sample: str = "",
    description: str = "",
    parameters: Sequence[Mapping[str, Any]] = (),
    body: Mapping[str, Any] | None = None,
    is_signed: bool = False,
) -> dict[str, Any]:
    """Describe a method of a path. `sample` is a curl command, and `responses` are by status.

    An operation that can answer 401 takes an API key, which an open server does not require. One
    that `is_signed` takes a signature instead.
    """
    described: dict[str, Any] = {"operationId": operation_id, "tags": [tag], "summary": summary}
    if description:
        described["description"] = description
    if parameters:
        described["parameters"] = list(parameters)
    if body:
        described["requestBody"] = body
    if "401" in responses and not is_signed:
        described["security"] = [{}, {"bearer": []}, {"x-api-key": []}]
    described["responses"] = dict(sorted(responses.items()))
    return described | (curl(sample) if sample else {})
