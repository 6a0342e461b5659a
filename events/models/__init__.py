"""The nouns of this floor, with their querysets and constraints."""

from events.models.budget import Budget, FundingSource, OtherCost
from events.models.desk import OldAddress, PreviewLink, WorkingCopy
from events.models.event import Event, Host, Outcome, Series
from events.models.importing import ImportRun
from events.models.media import Material, Photo
from events.models.message import Message
from events.models.neighbours import Neighbour, neighbour
from events.models.news import Post, PostAttachment, PostLink
from events.models.participation import Headcount, Origin, Participation, Role, Sector
from events.models.people import Abbreviation, Organization, OrganizationAlias, Person
from events.models.picture import Picture
from events.models.programme import Presentation, Session, Track
from events.models.publishing import Language, Publishable, State, is_public
from events.models.rates import DeductionRule, DsaRate, TerminalRate
from events.models.registration import Registration, RegistrationForm
from events.models.security import AuditEntry, Limit
from events.models.travel import DsaDeduction, TerminalLegs, TravelLine

__all__ = [
    "Abbreviation",
    "AuditEntry",
    "Budget",
    "DeductionRule",
    "DsaDeduction",
    "DsaRate",
    "Event",
    "FundingSource",
    "Headcount",
    "Host",
    "ImportRun",
    "Language",
    "Limit",
    "Material",
    "Message",
    "Neighbour",
    "OldAddress",
    "Organization",
    "OrganizationAlias",
    "Origin",
    "OtherCost",
    "Outcome",
    "Participation",
    "Person",
    "Photo",
    "Picture",
    "Post",
    "PostAttachment",
    "PostLink",
    "Presentation",
    "PreviewLink",
    "Publishable",
    "Registration",
    "RegistrationForm",
    "Role",
    "Sector",
    "Series",
    "Session",
    "State",
    "TerminalLegs",
    "TerminalRate",
    "Track",
    "TravelLine",
    "WorkingCopy",
    "is_public",
    "neighbour",
]
