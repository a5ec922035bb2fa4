"""Scripts that newcomers write. They run as processes: `python FILE`."""
