"""Webhooks of content management systems: from a signed request to a Change."""
