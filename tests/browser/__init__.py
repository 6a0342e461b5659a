"""The portal in Chromium, served as in production from the demo data."""
