from collections.abc import Callable

import pytest

from worker.script.normalize import normalize


@pytest.fixture
def verbalize() -> Callable[[str], str]:
    """Return a function that verbalizes an American English text."""
    return lambda text: normalize(text, "en").text
