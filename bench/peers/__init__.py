"""The product beside what a newcomer would use instead, in turns on the same articles.

Each article is new, has six sentences after its title, and is read once by each, in an order that
changes: by the product with its default voice and two workers, and by these peers.

- Piper's own HTTP server (`python -m piper.http_server`), warm, asked for the whole article.
- `espeak-ng | ffmpeg` into an MP3, in a shell.
- A script with gTTS and pydub. Its Google is `bench/google.py`, 300 ms away and without TLS, which
  saves the script a handshake for each request.
- A script with kokoro-onnx, if `tests/kokoro/setup.sh` has assembled the model. It reads one
  article only, as it is slow.

The first sound is the first audible 100 ms that the client has. The client of a program that writes
a file is what follows the file as it grows: it can have each byte once it is written. Commands
include the start of their process and the load of their model, as each article needs them.

Memory is the peak of the proportional set size of all processes, sampled in a first round whose
times do not count (but for a peer that reads one article only). Processor time is that of all
processes. Neither includes the client and the fake Google.

The length that a file declares is what its head says, without the encoder's delays. The files of
commands have no server, so that none of their parts can be requested.
"""

from bench.peers.measure import run

__all__ = ["run"]
