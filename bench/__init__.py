"""Measures the product as a client sees it, against the bare engine, in one run.

One file for each bar; `python -m bench` runs them all, `python -m bench first_sound` one.
"""
