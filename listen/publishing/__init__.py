"""Keeps the audio of a publisher's articles equal to the articles."""
