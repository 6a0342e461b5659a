"""The staff's lists and forms for this floor's nouns."""

from evaluations.admin import survey

__all__ = ["survey"]
