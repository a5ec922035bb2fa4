"""Engines turn text into samples.

To add one: a module with a subclass of `engine.Engine`, and a line in `registry.ENGINES`. If it has
settings: a module NAME_settings.py with a frozen dataclass, and a field in worker/config.py.
"""
