"""Benchmarks: the product as a client sees it, beside the bare engine and peers in the same run.

Each benchmark is a module; its figures have limits (bars). `python -m bench` runs all of them,
`python -m bench first_sound` one, `python -m bench --quick` some with fewer repetitions.
"""
