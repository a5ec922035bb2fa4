"""Reads lists of a site's articles: feeds, sitemaps, and the REST API of WordPress.

`read.py` reads one document, `walk.py` follows it to its further pages. Nothing here opens a
connection: whoever walks passes a function that downloads.
"""
