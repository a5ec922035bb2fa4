"""Output in any locale: no character of an article or a file name makes a command fail."""

import codecs
import sys
from io import TextIOWrapper


def make_output_safe() -> None:
    """Make standard output and error write every character.

    Python encodes output in ASCII in the C locale, where terminals and pipes nearly always expect
    UTF-8. Characters that another encoding lacks are written as escapes.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            is_ascii = codecs.lookup(stream.encoding).name == "ascii"
            encoding = "utf-8" if is_ascii else stream.encoding
            stream.reconfigure(encoding=encoding, errors="backslashreplace")
