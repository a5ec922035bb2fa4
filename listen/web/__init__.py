"""The web process: the only package that imports flask. One blueprint a file."""
