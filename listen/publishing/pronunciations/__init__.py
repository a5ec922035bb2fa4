"""Mends words that are said wrongly: articles that hold them, and what readers report."""
