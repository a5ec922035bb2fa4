"""Measures how articles sound: what a recogniser hears, quality, loudness, pronunciation, pauses.

Usage: python -m bench.listening [--voice VOICE]... [--voices-dir FOLDER] [--audio FOLDER]

Makes the articles of `articles/`, which were written for this, with each voice, and writes a table
to docs/listening.md. `make listen` installs the recogniser first (requirements.lock).
"""
