"""Benchmarks: the product as a client sees it, compared with the bare engine in the same run.

Each benchmark is a module; its figures have limits (bars). `python -m bench` runs all of them,
`python -m bench first_sound` one, `python -m bench --quick` some with fewer repetitions.
"""
