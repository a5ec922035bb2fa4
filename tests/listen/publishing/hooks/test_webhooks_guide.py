"""The code in docs/webhooks.md sends what is accepted."""

import re
from pathlib import Path
from typing import Any

import pytest
import requests

from listen.publishing.change import Save
from listen.publishing.hooks.receive import SENDERS

GUIDE = Path(__file__).parents[4] / "docs" / "webhooks.md"


def test_the_code_for_python_sends_an_article(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[Any] = []
    monkeypatch.setattr(requests, "post", lambda url, **request: sent.append((url, request)))
    guide = GUIDE.read_text("utf-8")
    [code] = re.findall(r"```python\n(.*?)```", guide, re.DOTALL)
    exec(compile(code, GUIDE, "exec"), {})
    [(url, request)] = sent
    assert url.endswith("/v1/hooks/news/generic")
    [secret] = re.findall(r'secrets = \["(.*?)"\]', guide)
    sender = SENDERS["generic"]
    message = sender.verify([secret], request["headers"], request["data"].encode())
    change = sender.read(message, None, False)
    assert isinstance(change, Save)
    assert (change.source_id, change.fields["title"]) == ("42", "The ferry is back")
