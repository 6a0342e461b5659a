"""Verbs of this floor: each changes several rows at once, or none."""
