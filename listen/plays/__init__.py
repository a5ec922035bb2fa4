"""Plays: counts how often a site's articles are heard, without knowing by whom."""
