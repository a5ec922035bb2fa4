"""The version of the tables: the newest migration in `migrations/versions/`."""

VERSION = "0007"
