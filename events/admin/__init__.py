"""The staff's lists and forms for this floor's nouns."""

from events.admin import (
    budget,
    desk,
    event,
    importing,
    media,
    message,
    news,
    participation,
    people,
    picture,
    programme,
    rates,
    registration,
    security,
    travel,
)

__all__ = [
    "budget",
    "desk",
    "event",
    "importing",
    "media",
    "message",
    "news",
    "participation",
    "people",
    "picture",
    "programme",
    "rates",
    "registration",
    "security",
    "travel",
]
