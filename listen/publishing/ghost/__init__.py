"""Ghost: its posts, its Admin API and its Content API."""
