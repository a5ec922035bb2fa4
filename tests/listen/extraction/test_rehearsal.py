import subprocess
import sys

import pytest

_SCRIPT = """
import sys
from dataclasses import replace
from listen.extraction import process, rehearsal
from listen.request.build_spec import build_spec
from listen.request.preview import preview
from listen.request.schema import SpeechRequest
from listen.sites.profile import SiteProfile
from listen.voices.selector import VoiceSelector
from worker.script.facts import derive_facts

process.load()
loaded = {*sys.modules}
request = SpeechRequest(max_chars=10_000)
article = "On 5 June, Ms. Ada Lovelace paid €12 for 3 kg of tea. “It is good,” she said.\\n\\n" * 9
request = replace(request, **{sys.argv[1]: article})
built = build_spec(request, VoiceSelector((rehearsal._VOICE,)), SiteProfile())
derive_facts(built.spec, built.voice)
preview(built)
print(*({*sys.modules} - loaded))
"""


@pytest.mark.parametrize("source", ["text", "html"])
def test_the_first_article_imports_nothing(source: str) -> None:
    command = [sys.executable, "-c", _SCRIPT, source]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.split() == []
