"""Doors to the reports."""
