"""What stands in the addresses of the pages that show an item or a part of it, for the matrix of permissions."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from evaluations.models import Invitation
from reports.documents.builds import State, new_build
from reports.documents.certificate import certificate_number
from reports.documents.office_papers import Kind, Order
from tests import factories as make

# An office, and the state of the item.
Place = Callable[[Any, str], list[Any]]


def fields_of(state: str) -> dict[str, Any]:
    withdrawn = {"withdrawn_at": timezone.now(), "withdrawn_reason": "Replaced.", "first_published_at": make.LONG_AGO}
    return {"draft": {"live": False}, "published": {"live": True}, "withdrawn": {"live": False} | withdrawn}[state]


def _with_picture(office: Any, state: str) -> Any:
    fields = {"picture": make.make_picture(), "picture_is_decorative": True}
    made = lambda: make.make_post(author=office.users["author"], **fields_of(state), **fields)  # noqa: E731
    return office.once("post with picture", state, made)


def _open_survey(office: Any, state: str) -> Any:
    def made() -> Any:
        survey = make.make_open_survey(event=office.event(state))
        make.make_invitation(survey=survey, seed=f"seed of {state}")
        return survey

    return office.once("open survey", state, made)


def _registered(office: Any, state: str) -> Any:
    """Somebody who registered for an event that is still to come."""

    def made() -> Any:
        event = make.make_event(starts_on="2999-05-03", ends_on="2999-05-04", **fields_of(state))
        event.refresh_from_db()
        return make.make_registration(form=make.make_registration_form(event=event))

    return office.once("registered", state, made)


def _own(office: Any, state: str) -> list[Any]:
    registration = _registered(office, state)
    return [registration.form.event.slug, registration.token]


def _other_person(office: Any) -> Any:
    return office.once("other person", "", make.make_person)


def _certificate(row: Any) -> list[Any]:
    return [row.event.slug, certificate_number(row)]


def _build(office: Any, state: str) -> list[Any]:
    """Badges that are being made just now: what is posted asks for a stop, and takes nothing away."""
    event = office.event(state)
    build = office.once("build", state, lambda: new_build(event, Order((Kind.BADGES,))))
    build.say(State.BUILDING, done=0, whole=1, words="Badges")
    return [event.pk, build.key]


def _other_organization(office: Any) -> Any:
    return office.once("other organization", "", make.make_organization)


PLACES: dict[str, Place] = {
    "events:news_detail": lambda office, state: [office.post(state).slug],
    "events:news_attachment": lambda office, state: [
        office.post(state).slug,
        office.object("events.postattachment", state).pk,
    ],
    "events:news_picture": lambda office, state: [_with_picture(office, state).slug, "large"],
    "events:event_ics": lambda office, state: [office.event(state).slug],
    "events:event_detail": lambda office, state: [office.event(state).slug],
    "events:event_people": lambda office, state: [office.object("events.participation", state).event.slug],
    "events:event_participation_csv": lambda office, state: [office.object("events.participation", state).event.slug],
    "events:event_participation_json": lambda office, state: [office.object("events.participation", state).event.slug],
    "events:registration": lambda office, state: _own(office, state)[:1],
    "events:registration_thanks": lambda office, state: _own(office, state)[:1],
    **dict.fromkeys(("events:registration_own", "events:registration_change", "events:registration_cancel"), _own),
    "events:event_material": lambda office, state: [
        office.event(state).slug,
        office.object("events.material", state).pk,
    ],
    "events:event_photo": lambda office, state: [office.event(state).slug, office.object("events.photo", state).pk],
    "events:event_photo_rendition": lambda office, state: [
        office.event(state).slug,
        office.object("events.photo", state).pk,
        "large",
    ],
    "evaluations:results": lambda office, state: [office.object("evaluations.question", state).survey.event.slug],
    "evaluations:results_csv": lambda office, state: [office.object("evaluations.question", state).survey.event.slug],
    "evaluations:results_json": lambda office, state: [office.object("evaluations.question", state).survey.event.slug],
    "evaluations:survey_form": lambda office, state: [_open_survey(office, state).slug],
    "evaluations:survey_invitation": lambda office, state: [
        _open_survey(office, state).slug,
        Invitation.token_of(f"seed of {state}"),
    ],
    "evaluations:survey_thanks": lambda office, state: [_open_survey(office, state).slug],
    "reports:report_detail": lambda office, state: [office.object("reports.report", state).slug],
    "reports:report_pdf": lambda office, state: [office.object("reports.report", state).slug],
    "reports:certificate": lambda office, state: _certificate(office.object("events.participation", state)),
    "reports:report_cover": lambda office, state: [office.object("reports.report", state).slug],
    "preview": lambda office, state: [office.link(office.post(state)).token],
    "admin:evaluations_survey_new": lambda office, state: [office.event(state).pk],
    "admin:events_event_documents": lambda office, state: [office.event(state).pk],
    "admin:events_event_documents_build": _build,
    "admin:events_event_documents_file": _build,
    "admin:events_person_merge": lambda office, state: [office.object("events.person").pk, _other_person(office).pk],
    "admin:events_person_known": lambda office, state: [office.object("events.person").pk],
    "admin:events_person_erase": lambda office, state: [office.object("events.person").pk],
    "admin:events_organization_merge": lambda office, state: [
        office.object("events.organization").pk,
        _other_organization(office).pk,
    ],
    "admin:events_picture_rendition": lambda office, state: [office.object("events.picture").pk, "large"],
    "admin:events_material_file": lambda office, state: office.object("events.material").file.name.split("/"),
    # No passkey has this number, and nobody asked for this letter.
    "mfa_edit_webauthn": lambda office, state: [1],
    "mfa_remove_webauthn": lambda office, state: [1],
    "account_reset_password_from_key": lambda office, state: ["1", "set-password"],
    "admin:app_list": lambda office, state: ["events"],
    "admin:view_on_site": lambda office, state: ["1", "1"],
}
