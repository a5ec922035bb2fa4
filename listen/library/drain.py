"""The time between the signal to shut down and the end, in which load balancers take notice."""


class Drain:
    """Remembers that the process shuts down."""

    def __init__(self, seconds: float = 0.0) -> None:
        """`seconds` is the time in which requests are still answered."""
        self.seconds = seconds
        self.has_begun = False

    def begin(self) -> bool:
        """Shut down. Return False to do so at once: there is no time, or it has begun before."""
        is_first = not self.has_begun
        self.has_begun = True
        return is_first and self.seconds > 0
