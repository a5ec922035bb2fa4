"""Finds the article in plain text and Markdown, also when pasted from a page or a PDF."""
