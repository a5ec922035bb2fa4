"""Main content extraction from HTML: parse, walk, select the main content, drop boilerplate."""
