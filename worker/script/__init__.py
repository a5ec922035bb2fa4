"""Turn text into the segments that an engine speaks. The only part of worker/ that the web uses."""
