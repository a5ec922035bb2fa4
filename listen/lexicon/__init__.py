"""Who decides how words are said: requests, and files and settings of the server."""
