"""What can be done with an audio, without HTTP: find, request, follow, describe."""
