"""A Wagtail app for Listen: pages are registered when they are published, and withdrawn."""
