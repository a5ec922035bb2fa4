"""A page of HTML: its pieces, and which of them are the article."""
