"""Benchmarks: ratios of pairs that are measured in turns in one run, never times on their own."""
