"""API keys: who may spend the server's work, and publish for a site."""
