from collections.abc import Callable

import pytest

from worker.script.normalize import normalize


@pytest.fixture
def said() -> Callable[[str], str]:
    """What is said for an American text."""
    return lambda text: normalize(text, "en").text
