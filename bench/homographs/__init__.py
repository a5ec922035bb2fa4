"""Trains the classifier of worker/script/homographs, and measures it."""
