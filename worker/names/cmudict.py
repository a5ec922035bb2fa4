"""Words of the CMU Pronouncing Dictionary that the default voice's own guess gets wrong.

worker/engines/hibari_cmudict.py makes the file, CMUDICT-LICENSE is its licence.
"""

import gzip
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("cmudict.tsv.gz")
"""Lines of a word in lower case, a tab and its IPA, sorted by bytes."""


@cache
def _lines() -> bytes:
    """Return the text, which takes a tenth of the memory of a dictionary."""
    return b"\n" + gzip.decompress(FILE.read_bytes())


def look_up(word: str) -> str | None:
    """Return the IPA of a word in lower case without accents, as in American English."""
    lines, wanted = _lines(), word.encode()
    low, high = 0, len(lines) - 1  # `low` is at the end of a line before the wanted one
    while low < high:
        start = lines.rfind(b"\n", low, (low + high) // 2 + 1)
        end = lines.find(b"\n", start + 1)
        key, _, ipa = lines[start + 1 : end].partition(b"\t")
        if key == wanted:
            return ipa.decode()
        if key < wanted:
            low = end
        else:
            high = start
    return None
