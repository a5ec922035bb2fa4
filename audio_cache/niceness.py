"""The niceness of a session: its share of a processor beside the other sessions (Linux).

With autogroup, Linux weighs whole sessions against each other, and the niceness of a process counts
only within its session. Unlike the niceness of a process, that of a session may be lowered again
without privileges. In a container, or in a unit of systemd, it has no effect: these have shares.
"""

import os
from pathlib import Path

_AUTOGROUP = Path("/proc/self/autogroup")


def set_session_niceness(niceness: int) -> bool:
    """Set the niceness of this process's session, 0 to 19. Returns whether it was set.

    The process must lead its session: otherwise the session is a user's terminal, say. Linux
    refuses the second of two changes within 0.1 s on the whole machine.
    """
    if os.getsid(0) != os.getpid():
        return False
    try:
        _AUTOGROUP.write_text(str(niceness))
    except OSError:
        return False
    return True
