"""Publications: which pages are theirs, and how these are read."""
