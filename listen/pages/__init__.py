"""Pages for people, and the player on the pages of others."""
