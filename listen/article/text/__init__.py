"""Extraction from text: plain text, Markdown, and pages that were pasted as text."""
