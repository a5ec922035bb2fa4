"""python -m listen is the same as listen."""

from listen.cli import main

main()
