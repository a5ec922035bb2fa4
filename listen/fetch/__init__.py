"""Fetches web pages, and guards against SSRF (server-side request forgery)."""
