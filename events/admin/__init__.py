"""The staff's lists and forms for this floor's nouns."""

from events.admin import budget, desk, event, media, news, participation, people, picture, programme, security

__all__ = ["budget", "desk", "event", "media", "news", "participation", "people", "picture", "programme", "security"]
