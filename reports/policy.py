"""Who may see which edition of a report.

The public edition is for everybody who may look at the report, with the names of travellers where finance has released
them by `names_travellers`.
"""

from django.contrib.auth.models import AnonymousUser, User

from events.models import Participation, TravelLine
from events.policy import Verb, may
from reports.models import Report


def may_see_internal_edition(user: User | AnonymousUser) -> bool:
    """The internal edition names travellers beside amounts: for those who may see travel lines and reports."""
    return may(user, Verb.VIEW, Report) and may(user, Verb.VIEW, TravelLine)


def may_print_people(user: User | AnonymousUser) -> bool:
    """Papers that name participants: for those who write the lists of participants."""
    return may(user, Verb.ADD, Participation)


def may_print_travel(user: User | AnonymousUser) -> bool:
    """The travel summary names travellers beside amounts."""
    return may(user, Verb.VIEW, TravelLine)
