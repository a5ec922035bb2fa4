"""Use cases of an audio, without HTTP: find, request, follow and describe it."""
