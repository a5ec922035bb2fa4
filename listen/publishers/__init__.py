"""Publishers: their sites, and how articles of these are read."""
