"""Reads an article aloud: python gtts_script.py article.txt article.mp3"""

import io
import sys
from pathlib import Path

from gtts import gTTS
from pydub import AudioSegment

article, output = sys.argv[1:]
sound = AudioSegment.empty()
for paragraph in Path(article).read_text().split("\n\n"):
    mp3 = io.BytesIO()
    gTTS(paragraph, lang="en").write_to_fp(mp3)
    mp3.seek(0)
    sound += AudioSegment.from_mp3(mp3) + AudioSegment.silent(duration=500)
sound.export(output, format="mp3")
