"""Tests; they mirror the code file by file."""
