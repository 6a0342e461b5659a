"""An office for the matrix of permissions: its people with their browsers, and objects in every state."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Model
from django.template import Origin
from django.template.loaders.base import Loader as BaseLoader
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from events.models import AuditEntry, Limit, OldAddress, PreviewLink, WorkingCopy
from tests import factories as make
from tests.data.families import FAMILY_OF
from tests.data.permissions import STATES
from tests.places import PLACES, fields_of
from unpog_portal.roles import Role, apply_roles

ROLES = {
    "author": Role.AUTHOR,
    "colleague": Role.AUTHOR,
    "editor": Role.EDITOR,
    "finance": Role.FINANCE,
    "administrator": Role.ADMINISTRATOR,
}
PEOPLE = ("stranger", *ROLES)
_LETTERS = {403: "-", 404: "0", 405: "x", 410: "g"}
_SIGN_IN = ("/admin/login/", "/accounts/login/", "/accounts/reauthenticate/")


def letter(answer: Any) -> str:
    """What an answer means in the matrix."""
    if answer.status_code == 302 and answer["Location"].startswith(_SIGN_IN):
        return "s"
    return _LETTERS.get(answer.status_code, "+" if answer.status_code < 400 else str(answer.status_code))


class Blank(BaseLoader):
    """Pages with nothing on them: here it matters who gets one, and drawing thousands would take minutes."""

    def get_template_sources(self, template_name: str) -> Iterator[Origin]:
        """Every template is there, but those of a report, of which the PDF is made."""
        if not template_name.startswith("reports/"):
            yield Origin(name=template_name, template_name=template_name, loader=self)

    def get_contents(self, origin: Origin) -> str:
        """Nothing."""
        return ""


def blank_pages() -> list[dict[str, Any]]:
    """The setting `TEMPLATES` with blank pages."""
    (engine,) = settings.TEMPLATES
    loaders = ["tests.office.Blank", "django.template.loaders.filesystem.Loader"]
    options = engine["OPTIONS"] | {"loaders": [("django.template.loaders.cached.Loader", loaders)]}
    return [engine | {"APP_DIRS": False, "OPTIONS": options}]


class Office:
    """Makes each object once; whatever a visit changes is undone at once."""

    def __init__(self) -> None:
        groups = apply_roles()
        self.clients, self.users = {"stranger": Client()}, {}
        for name, role in ROLES.items():
            self.users[name] = User.objects.create_user(name, is_staff=True)
            self.users[name].groups.add(groups[role])
            self.clients[name] = Client()
            self.clients[name].force_login(self.users[name])
        self._made: dict[tuple[str, str], Any] = {}
        self._furnish()

    def _furnish(self) -> None:
        """Makes all objects before the first visit, so that none is undone with it."""
        for state in STATES:
            for label in ("events.event", "events.post", "reports.report"):
                self.link(self.object(label, state))
            for label in _MADE_BY:
                self.object(label, state)
            for place in PLACES.values():
                place(self, state)

    def once(self, label: str, state: str, made: Callable[[], Any]) -> Any:
        """The object of a name and a state."""
        if (label, state) not in self._made:
            with transaction.atomic():
                self._made[label, state] = made()
        return self._made[label, state]

    def item(self, label: str, state: str, **fields: Any) -> Any:
        """A notice, an event or a report of the author's; a report is on a public event."""
        factory: Any = getattr(make, f"make_{label.split('.')[1]}")
        fields |= {"event": self.event("published"), "summary": "<p>It went well.</p>"} if "report" in label else {}
        return self.once(label, state, lambda: factory(author=self.users["author"], **fields_of(state), **fields))

    def event(self, state: str) -> Any:
        """The event on which the rows hang."""
        made = lambda: make.make_event(author=self.users["author"], **fields_of(state))  # noqa: E731
        return self.once("event", state, made)

    def post(self, state: str) -> Any:
        """The notice on which the rows hang."""
        made = lambda: make.make_post(author=self.users["author"], **fields_of(state))  # noqa: E731
        return self.once("post", state, made)

    def object(self, label: str, state: str = "published") -> Any:
        """An object of a kind; on an item in this state, where it hangs on one."""
        if label in ("events.post", "events.event", "reports.report"):
            return self.item(label, state)
        stateless = FAMILY_OF[label] not in ("item", "row")
        return self.once(label, "" if stateless else state, lambda: _MADE_BY[label](self, state))

    def link(self, item: Any) -> PreviewLink:
        """A link to the preview of an item."""
        made = lambda: PreviewLink.objects.create(item=item, expires_at=timezone.now() + timedelta(days=1))  # noqa: E731
        return self.once(f"link {item._meta.label}", str(item.pk), made)

    def import_run(self, event: Any) -> Any:
        """A list of participants that was given for an event."""
        return self.once("import", str(event.pk), lambda: make.make_import_run(event=event))

    def paper_form(self, survey: Any) -> Any:
        """A form of a survey that was filled in by hand."""
        return self.once("paper form", str(survey.pk), lambda: make.make_paper_form(survey=survey))

    def participation(self, event: Any) -> Any:
        """Somebody on the list of an event."""
        made = lambda: make.make_participation(event=event, has_attended=False)  # noqa: E731
        return self.once("participation", str(event.pk), made)

    def visit(self, who: str, method: str, address: str, data: Any = None, *, removes: Model | None = None) -> str:
        """The letter for one person's visit; what should have been removed and was not is refused."""
        client = self.clients[who]
        cookies = client.cookies.copy()
        with transaction.atomic():
            found = letter(getattr(client, method.lower())(address, data))
            if removes and found == "+" and type(removes)._default_manager.filter(pk=removes.pk).exists():
                found = "-"
            transaction.set_rollback(True)
        client.cookies.clear()
        client.cookies.update(cookies)
        return found

    def everybody(self, method: str, address: str, data: Any = None, *, removes: Model | None = None) -> str:
        """The letters of all people, in their order."""
        return "".join(self.visit(who, method, address, data, removes=removes) for who in PEOPLE)


def _question(office: Office, state: str) -> Any:
    return make.make_question(survey=office.object("evaluations.survey", state), tallies={"excellent": 3})


def _choice(office: Office, state: str) -> Any:
    return office.object("evaluations.question", state).choices.first()


def _legs(office: Office, state: str) -> Any:
    return make.make_travel_line(event=office.event(state), legs={"Seoul": (2, 38)}).legs.get()


def _material(office: Office, state: str) -> Any:
    return make.make_material(event=office.event(state), file=ContentFile(b"a,b\n", name="a.csv"))


def _of_event(factory: Callable[..., Any]) -> Callable[[Office, str], Any]:
    return lambda office, state: factory(event=office.event(state))


def _report(office: Office, state: str) -> Any:
    event = office.event("published")
    return make.make_report(event=event, author=office.users["author"], summary="<p>Well.</p>", **fields_of(state))


_MADE_BY: dict[str, Callable[[Office, str], Any]] = {
    "events.postlink": lambda office, state: make.make_post_link(post=office.post(state)),
    "events.postattachment": lambda office, state: make.make_post_attachment(post=office.post(state)),
    "events.host": _of_event(make.make_host),
    "events.outcome": _of_event(make.make_outcome),
    "events.track": _of_event(make.make_track),
    "events.session": _of_event(make.make_session),
    "events.presentation": lambda office, state: make.make_presentation(session=office.object("events.session", state)),
    "events.headcount": _of_event(make.make_headcount),
    "events.participation": _of_event(make.make_participation),
    "events.registrationform": _of_event(make.make_registration_form),
    "events.registration": lambda office, state: make.make_registration(
        form=office.object("events.registrationform", state)
    ),
    "events.material": _material,
    "events.photo": _of_event(make.make_photo),
    "reports.reportsection": lambda office, state: make.make_section(report=_report(office, state)),
    "evaluations.survey": _of_event(make.make_survey),
    "evaluations.question": _question,
    "evaluations.choice": _choice,
    "evaluations.tally": lambda office, state: _choice(office, state).tally,
    "evaluations.openanswer": lambda office, state: make.make_open_answer(
        question=office.object("evaluations.question", state)
    ),
    "evaluations.group": lambda office, state: make.make_group(survey=office.object("evaluations.survey", state)),
    "evaluations.theme": lambda office, state: make.make_theme(question=office.object("evaluations.question", state)),
    "evaluations.scale": lambda office, state: make.make_scale(),
    "evaluations.template": lambda office, state: make.make_template(),
    "evaluations.answer": lambda office, state: make.make_answer(),
    "evaluations.grouptally": lambda office, state: make.make_group_tally(),
    "evaluations.paperform": lambda office, state: make.make_paper_form(),
    "evaluations.invitation": lambda office, state: make.make_invitation(),
    "evaluations.mailing": lambda office, state: make.make_mailing(),
    "evaluations.letter": lambda office, state: make.make_letter(),
    "events.organization": lambda office, state: make.make_organization(),
    "events.organizationalias": lambda office, state: make.make_organization().aliases.create(name="Another spelling"),
    "events.person": lambda office, state: make.make_person(),
    "events.picture": lambda office, state: make.make_picture(),
    "events.abbreviation": lambda office, state: make.make_abbreviation(),
    "events.series": lambda office, state: make.make_series(),
    "events.travelline": _of_event(make.make_travel_line),
    "events.terminallegs": _legs,
    "events.dsarate": lambda office, state: make.make_dsa_rate(),
    "events.terminalrate": lambda office, state: make.make_terminal_rate(),
    "events.dsadeduction": lambda office, state: make.make_deduction(line=office.object("events.travelline", state)),
    "events.deductionrule": lambda office, state: make.make_deduction_rule(),
    "events.budget": _of_event(make.make_budget),
    "events.othercost": _of_event(make.make_other_cost),
    "events.fundingsource": lambda office, state: make.make_funding_source(),
    "events.importrun": _of_event(make.make_import_run),
    "events.message": lambda office, state: make.make_message(),
    "events.workingcopy": lambda office, state: WorkingCopy.objects.create(item=make.make_post()),
    "events.oldaddress": lambda office, state: OldAddress.objects.create(
        item=make.make_post(), language="en", slug="old"
    ),
    "events.previewlink": lambda office, state: office.link(make.make_post()),
    "events.auditentry": lambda office, state: AuditEntry.record(AuditEntry.Action.PUBLISHED),
    "events.limit": lambda office, state: Limit.objects.create(key="a", resets_at=timezone.now()),
    "auth.user": lambda office, state: User.objects.create_user("somebody"),
    "auth.group": lambda office, state: Group.objects.create(name="Somebody"),
}


def address(office: Office, name: str, state: str) -> str:
    """The address of a page that is no list or form of the admin."""
    return reverse(name, args=PLACES[name](office, state) if name in PLACES else [])
