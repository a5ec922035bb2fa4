"""What a publisher sends, as the blocks that are read aloud."""
