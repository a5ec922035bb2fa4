"""GhostError: a Ghost site could not be used. The message is for the person who set it up."""


class GhostError(Exception):
    """Ghost cannot be reached, refuses the request, or answered in an unexpected way."""
