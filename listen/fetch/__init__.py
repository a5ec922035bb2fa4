"""Fetches pages of the web, and nothing of any network that is not public."""
