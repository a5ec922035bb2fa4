"""The documents of a finished audio: pure functions of its spec, its timings and its manifest."""
