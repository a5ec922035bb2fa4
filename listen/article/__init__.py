"""Article extraction: turns a page, Markdown or plain text into the blocks that are spoken."""
