"""Voices: the catalog, the selection for a request, and fallbacks."""
