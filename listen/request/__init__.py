"""Speech requests: validation, the spec of a request, and its preview."""
