"""Measurements of speed, each beside a floor: the least that any program must do for the same.

A bench works in a database of its own; docs/benchmarks.md says what each one measures.
"""
