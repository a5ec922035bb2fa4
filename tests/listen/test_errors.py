import re

import pytest

from listen import errors
from listen.errors import ApiError, AudioFailed, Unavailable
from listen.failures import FAILURES

CLASSES = [
    value
    for value in vars(errors).values()
    if isinstance(value, type) and issubclass(value, ApiError)
]


@pytest.mark.parametrize("error", CLASSES)
def test_every_error_is_one_documented_sentence(error: type[ApiError]) -> None:
    sentence = error.__doc__ or ""
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_every_failure_is_one_documented_sentence() -> None:
    for failure in FAILURES.values():
        assert failure.sentence.endswith(".")


@pytest.mark.parametrize("error", [each for each in CLASSES if each is not ApiError])
def test_the_tree_shows_the_status_and_the_code(error: type[ApiError]) -> None:
    (line,) = re.findall(rf"─ {error.__name__} +(.*)", errors.__doc__ or "")
    if error is AudioFailed:
        assert "FAILURES" in line
    else:
        assert line.split(",")[0] == f"{error.status} {error.code}"


@pytest.mark.parametrize(
    ("code", "status"), [("engine_failed", 502), ("storage_full", 507), ("unknown", 502)]
)
def test_a_failure_has_the_status_of_its_code(code: str, status: int) -> None:
    error = AudioFailed(code, "It broke.")
    assert (error.status, error.code, error.retry_after) == (status, code, None)


def test_a_failure_that_may_pass_says_when_to_retry() -> None:
    assert AudioFailed("unavailable", "").retry_after == Unavailable.retry_after
