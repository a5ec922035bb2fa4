"""Text in, text out: what is spoken, piece by piece. The one part of worker/ that the web uses."""
