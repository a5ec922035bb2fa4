"""Pools of child processes, for work that must not run in the web process."""
