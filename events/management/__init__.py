"""The console doors of this floor."""
