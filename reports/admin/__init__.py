"""The staff's lists and forms for this floor's nouns."""

from reports.admin import report

__all__ = ["report"]
