"""The command line: `listen`, with one module per command that talks to a server."""
