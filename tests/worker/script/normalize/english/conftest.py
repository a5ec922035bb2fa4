from collections.abc import Callable

import pytest

from worker.script.normalize.ipa import strip_ipa
from worker.script.normalize.normalize import normalize


@pytest.fixture
def verbalize() -> Callable[[str], str]:
    """Return a function that verbalizes an American English text, without its notation of IPA."""
    return lambda text: strip_ipa(normalize(text, "en").text)
