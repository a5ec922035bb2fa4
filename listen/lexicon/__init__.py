"""Lexicons: pronunciations of words, from requests, settings and files."""
