"""Doors to news and events."""
