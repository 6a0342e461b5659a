"""Doors to the results of surveys."""
