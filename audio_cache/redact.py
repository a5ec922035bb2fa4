"""Removes secrets from lines of the log.

Code must not log secrets. This is the second net: messages of libraries may have URLs in them.
"""

import re

_RULES = (
    # The password of a URL. One with an unescaped @ or / ends at the last @ before a blank.
    (re.compile(r"([a-z][a-z0-9+.-]*://[^\s:/@'\"]*:)[^\s'\"]*@"), r"\1***@"),
    # Secrets in queries and forms: tokens of signed URLs, also those of stores.
    (
        re.compile(
            r"((?:token|signature|x-amz-signature|x-amz-credential|x-amz-security-token|password|"
            r"secret|api_key|apikey|access_key|secret_key)=)[^&\s'\"]+",
            re.IGNORECASE,
        ),
        r"\1***",
    ),
    (re.compile(r"((?:Bearer|Basic)\s+)[^\s'\",]+"), r"\1***"),
    (re.compile(r"(listen_[0-9a-f]{12}_)[0-9A-Za-z_-]{43}"), r"\1***"),
    (re.compile(r"whsec_[0-9A-Za-z+/=]{8,}"), "whsec_***"),
    (re.compile(r"\bsk-[0-9A-Za-z_-]{8,}"), "sk-***"),
)


def redact(text: str) -> str:
    """Return the text with *** in place of what looks like a secret."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text
