"""One audio: its bytes, finished or as they are made, and what is told of it."""
