"""A portal full of what the public may not see: a canary word in every text of every hidden item and row."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from evaluations.models import Invitation, Survey
from events.actions.publishing import keep_working_copy
from events.images import RENDITIONS
from events.models import OldAddress, PreviewLink, RegistrationForm
from events.models.publishing import Publishable
from tests import factories as make

CANARY = "Qanary"
# Stands beside the canary everywhere: searching for it must find nothing, and the page repeats only this word.
LURE = "Lureword"
HIDDEN_STATES = ("draft", "ready", "scheduled", "expired", "withdrawn")
_numbers = count(1)
_CODES = {"currency", "time_zone", "country", "language", "withdrawn_reason"}


def texts(model: type[models.Model]) -> dict[str, str]:
    """The canary for every field of a model that holds words."""
    return {
        found.name: _text(found)
        for found in model._meta.concrete_fields
        if isinstance(found, models.CharField | models.TextField)
        and found.editable
        and not found.choices
        and found.name not in _CODES
    }


def _text(found: Any) -> str:
    number = next(_numbers)
    if isinstance(found, models.URLField):
        return f"https://example.org/{CANARY}/{number}"
    if isinstance(found, models.SlugField):
        return f"{CANARY.lower()}-{number}"
    words = f"{CANARY} {LURE} {number}"
    return words if found.max_length is None or len(words) <= found.max_length else f"{CANARY} {number}"


def state_fields(state: str) -> dict[str, Any]:
    """The fields of an item in a state that the public may not see."""
    now, long_ago = timezone.now(), make.LONG_AGO
    return {
        "draft": {"live": False},
        "ready": {"live": False, "is_ready": True},
        "scheduled": {"go_live_at": now + timedelta(days=1)},
        "expired": {"go_live_at": long_ago, "expire_at": now - timedelta(days=1), "first_published_at": long_ago},
        "withdrawn": {
            "live": False,
            "withdrawn_at": now,
            "withdrawn_reason": "Replaced by another.",
            "first_published_at": long_ago,
        },
    }[state]


def _file() -> ContentFile:
    return ContentFile(b"a,b\n", name=f"{CANARY}.csv")


def _fill(factory: Any, **fields: Any) -> Any:
    """An object of a factory whose every text has the canary in it."""
    model = factory.__annotations__["return"]
    return factory(**(texts(model) | fields))


def _event(**fields: Any) -> Any:
    event = _fill(make.make_event, **fields)
    body, person = _fill(make.make_organization), _fill(make.make_person)
    _fill(make.make_host, event=event, organization=body)
    _fill(make.make_outcome, event=event)
    session = _fill(make.make_session, event=event, track=_fill(make.make_track, event=event))
    _fill(make.make_presentation, session=session, speaker=person, organization=body)
    make.make_headcount(event=event)
    make.make_participation(event=event, person=person, organization=body)
    _fill(make.make_material, event=event, file=_file(), url="")
    _fill(make.make_photo, event=event, picture=_fill(make.make_picture))
    question = _fill(make.make_question, survey=_fill(make.make_survey, event=event), tallies={"qanary": 3})
    _fill(make.make_open_answer, question=question)
    make.make_invitation(survey=_fill(make.make_open_survey, event=event))
    _registered(event)
    return event


def _registered(event: Any) -> None:
    """Somebody who registered; nothing of what was written is for the public."""
    form = _fill(make.make_registration_form, event=event)
    made = _fill(make.make_registration, form=form, answers={"comments": CANARY})
    made.messages.create(address=made.email, subject=CANARY, body=CANARY)


def _post(**fields: Any) -> Any:
    post = _fill(make.make_post, picture=_fill(make.make_picture), **fields)
    _fill(make.make_post_link, post=post)
    _fill(make.make_post_attachment, post=post, file=_file())
    return post


def _report(**fields: Any) -> Any:
    report = _fill(make.make_report, **fields)
    _fill(make.make_section, report=report)
    return report


@dataclass
class Portal:
    """Public items without a canary, and hidden ones that have nothing else."""

    event: Any
    post: Any
    report: Any
    hidden: list[tuple[str, Any]] = field(default_factory=list)

    def addresses(self, *, one_of_each: bool = False) -> dict[str, int]:
        """Every address of every hidden item, or of one of each kind and state, and what it answers."""
        found = {}
        each = {(state, item._meta.model_name): (state, item) for state, item in self.hidden}
        for state, item in each.values() if one_of_each else self.hidden:
            for address in _addresses(item):
                found[address] = 410 if state == "withdrawn" else 404
        return found | {address: 404 for survey in self._hidden_surveys() for address in _survey_addresses(survey)}

    def _hidden_surveys(self) -> Any:
        """Those of hidden events, whatever became of them, and those that were never opened."""
        events = [item.pk for _, item in self.hidden if item._meta.model_name == "event"]
        never_opened = Q(answers_are=Survey.AnswersAre.COLLECTED, opens_at=None)
        return Survey.objects.filter(Q(event__in=events) | never_opened)


_FORMS = ("events:registration", "events:registration_thanks")


def _addresses(item: Publishable) -> list[str]:
    slug: Any = item.slug
    old = [had.slug for had in OldAddress.objects.of(item)]
    names = {
        "event": ["events:event_detail", "events:event_ics", "events:event_people", "evaluations:results", *_FORMS],
        "post": ["events:news_detail"],
        "report": ["reports:report_detail", "reports:report_pdf", "reports:report_cover"],
    }[str(item._meta.model_name)]
    names += ["evaluations:results_csv", "evaluations:results_json"] if "evaluations:results" in names else []
    found = [reverse(name, args=[one]) for name in names for one in (slug, *old)]
    return found + _file_addresses(item, slug)


def _survey_addresses(survey: Survey) -> list[str]:
    """The form, the link of every invitation, and the thanks."""
    tokens = [Invitation.token_of(invitation.seed) for invitation in survey.invitations.all()]
    links = [reverse("evaluations:survey_invitation", args=[survey.slug, token]) for token in tokens]
    return [reverse(f"evaluations:survey_{name}", args=[survey.slug]) for name in ("form", "thanks")] + links


def _file_addresses(item: Any, slug: str) -> list[str]:
    if item._meta.model_name == "post":
        pictures = [reverse("events:news_picture", args=[slug, name]) for name in RENDITIONS]
        return [reverse("events:news_attachment", args=[slug, row.pk]) for row in item.attachments.all()] + pictures
    if item._meta.model_name == "event":
        return [
            *(reverse("events:event_material", args=[slug, row.pk]) for row in item.materials.all()),
            *(reverse("events:event_photo", args=[slug, row.pk]) for row in item.photos.all()),
            *(
                reverse("events:event_photo_rendition", args=[slug, row.pk, name])
                for row in item.photos.all()
                for name in RENDITIONS
            ),
        ]
    return []


def _public() -> Portal:
    event = make.make_event(title="Public forum", lead="<p>An open forum.</p>")
    make.make_session(event=event, track=make.make_track(event=event))
    make.make_participation(event=event)
    make.make_photo(event=event)
    make.make_material(event=event, file=ContentFile(b"a,b\n", name="a.csv"))
    question = make.make_question(survey=make.make_survey(event=event), tallies={"good": 3, "poor": 1})
    _fill(make.make_open_answer, question=question, is_hidden=True)
    post = make.make_post(title="Public notice", event=event, body="<p>It was held.</p>")
    make.make_post_link(post=post)
    make.make_post_attachment(post=post)
    return Portal(event, post, make.make_report(event=event, summary="<p>It was held in Seoul.</p>"))


def _rows_kept_from_the_public(portal: Portal) -> None:
    """Rows of a public event that are not public themselves."""
    _fill(make.make_survey, event=portal.event, is_released=False)
    _registered(portal.event)
    RegistrationForm.objects.filter(event=portal.event).update(intro="")
    make.make_invitation(survey=_fill(make.make_open_survey, event=portal.event, opens_at=None))
    make.make_participation(event=portal.event, person=_fill(make.make_person), has_attended=False)
    _fill(make.make_travel_line, event=portal.event, person=_fill(make.make_person), travel_cost=100)
    for kind in ("facts", "summary", "programme", "participants", "evaluation", "annexes"):
        make.make_section(report=portal.report, kind=kind)
    _fill(make.make_section, report=portal.report, kind="budget", is_included=False)


def _working_copies(portal: Portal) -> None:
    """Beside each public item one whose every text, and a row of each kind, would have the canary."""
    for item in (portal.event, portal.post, portal.report):
        rows = {}
        for name in item.ROWS:
            model = item._meta.get_field(name).related_model
            shown = getattr(item, name).first()
            rows[name] = {"changed": {str(shown.pk): texts(model)} if shown else {}, "added": {"1": texts(model)}}
        fields = {name: value for name, value in texts(type(item)).items() if name != "slug"}
        keep_working_copy(item=item, changes={"fields": fields, "rows": rows}, by=None)


def build() -> Portal:
    """The whole portal: hidden items stand before and after the public ones, and hang on them."""
    portal = _public()
    for place, state in enumerate(HIDDEN_STATES):
        fields = state_fields(state)
        for year in (2011, timezone.localdate().year + 1):
            day = date(year, 3, place + 1)
            portal.hidden.append((state, _event(starts_on=day, ends_on=day, **fields)))
            portal.hidden.append((state, _post(dated_on=day, event=portal.event, **fields)))
        portal.hidden.append((state, _report(event=portal.event, **fields)))
        for _, item in portal.hidden[-3:]:
            OldAddress.objects.create(item=item, language="en", slug=f"old-{item._meta.model_name}-{state}")
        # A public report and notice of a hidden event: the report is hidden with it, the notice is shown without it.
        event = portal.hidden[-3][1]
        make.make_post(title=f"Of an event in the state {state}", event=event, body="<p>See {venue}.</p>")
        portal.hidden.append(("of a hidden event", _report(event=event)))
    _rows_kept_from_the_public(portal)
    _working_copies(portal)
    return portal


def dead_links(portal: Portal) -> list[str]:
    """Tokens of links to previews that have ended, were revoked, or were never signed."""
    item, now = portal.hidden[0][1], timezone.now()
    over = PreviewLink.objects.create(item=item, expires_at=now - timedelta(minutes=1))
    revoked = PreviewLink.objects.create(item=item, expires_at=now + timedelta(days=1), revoked_at=now)
    good = PreviewLink.objects.create(item=item, expires_at=now + timedelta(days=1))
    return [over.token, revoked.token, f"{good.token}x", str(good.pk)]


def live_link(portal: Portal) -> str:
    """The token of a good link to the preview of a draft, which is no one's last of its kind."""
    return PreviewLink.objects.create(item=portal.hidden[0][1], expires_at=timezone.now() + timedelta(days=1)).token
