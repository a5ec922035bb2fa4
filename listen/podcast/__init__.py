"""Feeds of a site's articles with their audio: a podcast in RSS, and JSON Feed."""
