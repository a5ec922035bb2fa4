"""Limits of what one client may have, so that no client takes the server from the others."""
