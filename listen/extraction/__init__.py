"""Builds specs and previews of articles, those of long articles in separate processes."""
