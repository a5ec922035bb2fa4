"""Endpoints compatible with OpenAI's speech API."""
