"""A person with canaries in every place where a portal may keep something of a person, and how they are sought."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from events.actions.publishing import keep_working_copy
from events.models import AuditEntry, Event, Message
from tests import factories as make

FAMILY, GIVEN = "Qanarysson", "Zebedea"
NAME = f"{GIVEN} {FAMILY}"
EMAIL = "zq.canary@example.org"
PHONE = "+82-555-0199-7373"
NEEDS = "Qneedsword"
NOTE = "Qnoteword"
POST = "Qpositionword"
CANARIES = (FAMILY, GIVEN, EMAIL, PHONE, NEEDS, NOTE, POST)


def _log(row: Any, user: User, words: str) -> None:
    LogEntry.objects.create(
        user=user,
        content_type=ContentType.objects.get_for_model(row),
        object_id=str(row.pk),
        object_repr=str(row)[:200],
        action_flag=CHANGE,
        change_message=f'[{{"changed": {{"name": "participation", "object": "{words}", "fields": ["note"]}}}}]',
    )


def _prose(event: Event) -> None:
    """Names in texts: of published items, their histories, and a working copy."""
    post = make.make_post(
        event=event,
        title=f"Interview with {NAME}",
        slug=f"interview-with-{GIVEN}-{FAMILY}".lower(),
        lead=f"<p>Ms. {FAMILY} opened.</p>",
        body=f"<p>Then <strong>{GIVEN}</strong> {FAMILY} spoke; {FAMILY.upper()} {GIVEN} was heard by 40 people.</p>",
    )
    post.body += f"<p>Write to {EMAIL}.</p>"
    post.save()
    keep_working_copy(item=post, changes={"fields": {"lead": f"<p>{FAMILY}, {GIVEN} opens.</p>"}}, by=None)
    make.make_outcome(event=event, text=f"<p>Dr {FAMILY} thanked 19 ministers.</p>")
    make.make_report(event=event, summary=f"<p>It was held, said {GIVEN[0]}. {FAMILY}, by 766 people.</p>")
    make.make_photo(event=event, alternative_text=f"{NAME} at the desk", caption=f"Prof. {FAMILY}")
    make.make_picture(credit=NAME)
    question = make.make_question(survey=make.make_survey(event=event), tallies={"good": 3, "poor": 1})
    make.make_open_answer(question=question, text=f"The talk of Ms {FAMILY}", original=f"The talk of {NAME}")


def _tables(event: Event) -> None:
    """Imports, logs and the outbox."""
    cells = {"rows": [{"family": FAMILY, "given": GIVEN, "position": POST}]}
    make.make_import_run(
        event=event, text=f"Family;Given;Mail\n{FAMILY};{GIVEN};{EMAIL}\n", check_result=cells, undo=cells
    )
    AuditEntry.record(AuditEntry.Action.MERGED, detail=f"“{NAME}” (No. 7); dropped: E-mail “{EMAIL}”")
    make.make_message(address=EMAIL.upper(), subject=f"To {NAME}", body=f"Dear {NAME}: {NEEDS}")


def build(user: User) -> Any:
    """The person, in two events; others are there, too, and the figures are worth comparing."""
    event = make.make_event(stage=Event.Stage.REPORTED)
    other = make.make_event(starts_on=date(2013, 5, 2), ends_on=date(2013, 5, 2))
    body = make.make_organization()
    person = make.make_person(
        family_name=FAMILY,
        given_name=GIVEN,
        honorific="Ms.",
        email=EMAIL,
        organization=body,
        country="KR",
        distinction=POST,
    )
    fields = {"organization": body, "country": "KR", "position": POST, "note": NOTE, "is_listed": True}
    row = make.make_participation(event=event, person=person, sector="government", role="minister", **fields)
    make.make_participation(event=other, person=person, **fields)
    make.make_participation(event=event, origin="national", country="BR")
    make.make_headcount(event=event, count=763, origin="national")
    session = make.make_session(event=event, track=make.make_track(event=event))
    talk = make.make_presentation(
        session=session, speaker=person, affiliation=POST, findings=f"<p>{NAME} showed 3 cases.</p>"
    )
    talk.affiliation = ""
    talk.save()
    make.make_travel_line(
        event=event, person=person, travel_cost=5000, note=NOTE, variance_reason=NOTE, legs={"New York": (2, 63)}
    )
    make.make_travel_line(event=event, travel_cost=700)
    _registered(event, row)
    invitation = make.make_invitation(survey=make.make_open_survey(event=event), person=person, email=EMAIL)
    make.make_letter(invitation=invitation, reason=f"550 {EMAIL} unknown")
    for logged in (person, row, talk):
        _log(logged, user, NAME)
    AuditEntry.record(AuditEntry.Action.MERGED, item=person, detail=f"dropped: Given name “{GIVEN}”")
    _prose(event)
    _tables(event)
    return person


def _registered(event: Event, row: Any) -> None:
    form = make.make_registration_form(event=event, capacity=10, taken=2)
    fields = {"name": NAME, "email": EMAIL, "position": POST, "needs": NEEDS, "answers": {"phone": PHONE}}
    mine = make.make_registration(form=form, state="confirmed", participation=row, **fields)
    make.make_registration(form=form, state="confirmed")
    Message.objects.create(registration=mine, address=EMAIL, subject="Welcome", body=f"Dear {NAME}", calendar=PHONE)


def _columns() -> Iterator[tuple[str, str]]:
    """Every column of every table, those of packages and of no model among them."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            for column in connection.introspection.get_table_description(cursor, table):
                yield table, column.name


def in_tables(canaries: Iterable[str] = CANARIES) -> list[str]:
    """Where the database has a canary in any column, read as text."""
    found, quote = [], connection.ops.quote_name
    with connection.cursor() as cursor:
        for table, column in _columns():
            as_text = f"LOWER(CAST({quote(column)} AS TEXT))"
            for canary in canaries:
                cursor.execute(
                    f"SELECT COUNT(*) FROM {quote(table)} WHERE {as_text} LIKE %s",  # noqa: S608
                    [f"%{canary.lower()}%"],
                )
                found += [f"{table}.{column}: {canary}"] * cursor.fetchone()[0]
    return sorted(found)


def in_files(folders: Iterable[Path], canaries: Iterable[str] = CANARIES) -> list[str]:
    """Files whose name or bytes have a canary."""
    found = []
    for folder in folders:
        for path in (path for path in folder.rglob("*") if path.is_file()):
            content = path.read_bytes().lower() + str(path).lower().encode()
            found += [f"{path.name}: {canary}" for canary in canaries if canary.lower().encode() in content]
    return sorted(found)


def stores() -> list[Path]:
    """Where a portal keeps files."""
    return [Path(settings.MEDIA_ROOT), Path(settings.VAR_DIR)]
