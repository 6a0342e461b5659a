"""The staff's lists and forms for this floor's nouns."""

from events.admin import budget, event, media, news, participation, people, programme

__all__ = ["budget", "event", "media", "news", "participation", "people", "programme"]
