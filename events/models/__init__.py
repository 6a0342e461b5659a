"""The nouns of this floor, with their querysets and constraints."""

from events.models.budget import DsaRate, TerminalLegs, TerminalRate, TravelLine
from events.models.event import Event, Host, Outcome, Series
from events.models.media import Material, Photo
from events.models.neighbours import Neighbour, neighbour
from events.models.news import Post, PostAttachment, PostLink
from events.models.participation import Headcount, Origin, Participation, Role, Sector
from events.models.people import Abbreviation, Organization, OrganizationAlias, Person
from events.models.programme import Presentation, Session, Track
from events.models.publishing import Language, Publishable, is_public

__all__ = [
    "Abbreviation",
    "DsaRate",
    "Event",
    "Headcount",
    "Host",
    "Language",
    "Material",
    "Neighbour",
    "Organization",
    "OrganizationAlias",
    "Origin",
    "Outcome",
    "Participation",
    "Person",
    "Photo",
    "Post",
    "PostAttachment",
    "PostLink",
    "Presentation",
    "Publishable",
    "Role",
    "Sector",
    "Series",
    "Session",
    "TerminalLegs",
    "TerminalRate",
    "Track",
    "TravelLine",
    "is_public",
    "neighbour",
]
