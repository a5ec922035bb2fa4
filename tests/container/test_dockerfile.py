"""The steps of a Dockerfile."""

import pytest

from tests.container.dockerfile import parse

TEXT = """# A comment

FROM debian:trixie-20260918-slim AS build
RUN one \\
 && two
# Another comment
FROM debian:trixie-20260918-slim
ENV PATH=/opt/bin:/bin \\
    NAME="two words"
USER 1:1
USER 2:2
CMD ["listen", "serve"]
"""


def test_stages_have_their_steps() -> None:
    build, final = parse(TEXT)
    assert (build.base, build.name) == ("debian:trixie-20260918-slim", "build")
    assert build.steps == [("RUN", "one && two")]
    assert final.environ == {"PATH": "/opt/bin:/bin", "NAME": "two words"}
    assert final.last("USER") == "2:2"
    assert final.command == ["listen", "serve"]


def test_what_is_no_instruction_is_refused() -> None:
    with pytest.raises(ValueError, match="echo"):
        parse("FROM a\necho hello")
