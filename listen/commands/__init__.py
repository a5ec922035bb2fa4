"""What the commands do that talk to a server; listen/cli.py says what they are called."""
