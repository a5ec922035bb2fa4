"""What /openapi.json promises, kept under whatever schemathesis comes up with."""

from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import Case
from schemathesis.specs.openapi.checks import positive_data_acceptance

import listen

pytestmark = pytest.mark.e2e

DESCRIBED = schemathesis.openapi.from_path(
    Path(listen.__path__[0]) / "web" / "static" / "openapi.json"
)


@DESCRIBED.parametrize()
@settings(max_examples=30, suppress_health_check=list(HealthCheck))
def test_every_answer_is_as_described(case: Case, served: str) -> None:
    # The description cannot say which voices there are, or what has words to speak.
    case.call_and_validate(base_url=served, excluded_checks=[positive_data_acceptance])
