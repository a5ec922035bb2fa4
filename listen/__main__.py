"""Runs the command line: `python -m listen` is the same as `listen`."""

from listen.cli.main import main

main()
