"""Signing in: passwords, second factors, and how often either may be tried."""
