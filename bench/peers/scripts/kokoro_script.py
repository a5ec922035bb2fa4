"""Reads an article aloud: python kokoro_script.py model.onnx voices.bin article.txt article.wav"""

import sys
from pathlib import Path

import soundfile
from kokoro_onnx import Kokoro

model, voices, article, output = sys.argv[1:]
kokoro = Kokoro(model, voices)
samples, rate = kokoro.create(Path(article).read_text(), voice="af_heart", lang="en-us")
soundfile.write(output, samples, rate)
