"""Runs a script whose gTTS asks another server: python redirected.py URL SCRIPT [ARGUMENT...]

gTTS has no setting for it: only Google's top-level domain can be chosen.
"""

import runpy
import sys

from gtts import tts

_, url, script, *arguments = sys.argv
tts._translate_url = lambda tld, path: f"{url}{path}"
sys.argv = [script, *arguments]
runpy.run_path(script, run_name="__main__")
