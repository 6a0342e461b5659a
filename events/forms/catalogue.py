"""The fields from which the staff choose what the registration form of an event asks (`RegistrationForm.fields`)."""

from collections.abc import Iterable

from events.forms import fields as kind
from events.forms.fields import DAYS_AROUND, Offered
from events.models import RegistrationForm

# How many fields a form has, unless the staff decide otherwise after having been told.
MOST_FIELDS = 8
_DAY = f"enter a day within {DAYS_AROUND} days of the event, such as 2026-05-03"
_ALL = (
    Offered(
        key="name",
        label="Full name",
        make=kind.name,
        hint="As it should appear on your badge",
        error="Enter your full name",
        is_needed=True,
        autocomplete="name",
    ),
    Offered(
        key="organization",
        label="Organization",
        make=kind.line,
        error="Enter your organization",
        is_needed=True,
        autocomplete="organization",
    ),
    Offered(
        key="position",
        label="Position or title",
        make=kind.line,
        autocomplete="organization-title",
    ),
    Offered(
        key="email",
        label="E-mail",
        make=kind.email,
        hint="For the confirmation and practical notes only",
        error="Enter an e-mail address like name@example.org",
        is_needed=True,
        most=254,
        autocomplete="email",
    ),
    Offered(
        key="phone",
        label="Telephone",
        make=kind.phone,
        hint="With the code of the country, for urgent practical questions only",
        error="Enter a telephone number like +82 2 2100 4200",
        most=40,
        autocomplete="tel",
        is_own=False,
    ),
    Offered(
        key="country",
        label="Country or area",
        make=kind.country,
        error="Choose a country or area",
        is_needed=True,
        autocomplete="country",
    ),
    Offered(
        key="sector",
        label="You come from",
        make=kind.sector,
        error="Choose where you come from",
        is_needed=True,
    ),
    Offered(
        key="is_remote",
        label="You take part",
        make=kind.presence,
        error="Choose how you take part",
        is_needed=True,
    ),
    Offered(
        key="passport_name",
        label="Name as in your passport",
        make=kind.line,
        hint="For a letter that supports your visa",
        is_own=False,
    ),
    Offered(
        key="arrival",
        label="Day of arrival",
        make=kind.day,
        error=f"Day of arrival: {_DAY}",
        is_own=False,
    ),
    Offered(
        key="departure",
        label="Day of departure",
        make=kind.day,
        error=f"Day of departure: {_DAY}",
        is_own=False,
    ),
    Offered(
        key="dietary",
        label="What do you not eat?",
        make=kind.line,
        hint="For the meals that are offered",
        is_own=False,
    ),
    Offered(
        key="needs",
        label="What do you need to take part fully?",
        make=kind.text,
        hint="For example step-free access, sign language or a diet",
        most=1000,
    ),
    Offered(
        key="comments",
        label="Is there anything else that we should know?",
        make=kind.text,
        most=1000,
        is_own=False,
    ),
    Offered(
        key="may_be_listed",
        label="Print my name in the public list of participants",
        make=kind.tick,
    ),
)
# In the order in which a form asks them, whatever the order in which they were chosen.
FIELDS: dict[str, Offered] = {one.key: one for one in _ALL}
ALWAYS = ("name", "email")
DEFAULT = ("name", "organization", "email", "country", "sector", "needs", "may_be_listed")
# Asked where remote participation is offered, and nowhere else.
OF_OFFERS = "is_remote"


def chosen(keys: Iterable[str], *, offers_remote: bool = False) -> tuple[Offered, ...]:
    """The fields of these keys in their order, with those that every form has; the usual ones for no keys at all."""
    wanted = {*(tuple(keys) or DEFAULT), *ALWAYS} - {OF_OFFERS}
    wanted |= {OF_OFFERS} if offers_remote else set()
    return tuple(one for key, one in FIELDS.items() if key in wanted)


def fields_of(form: RegistrationForm) -> tuple[Offered, ...]:
    """What a form asks."""
    return chosen(form.fields, offers_remote=form.offers_remote)
