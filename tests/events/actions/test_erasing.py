"""A person is erased from every store, and no figure changes."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client

from events.actions import erasing
from events.actions.erasing import PSEUDONYM, EraseError, erase
from events.actions.freezing import freeze
from events.actions.traces import imports_of, rows_about, trail_of
from events.models import AuditEntry, Event, ImportRun, Message, Participation, Person, Post, Registration, TravelLine
from reports.models import Report
from tests import erased as canary
from tests import factories as make
from tests.public_pages import words
from unpog_portal.management.commands.demo import FIXTURES


@pytest.fixture
def user(db: None, settings: Any, tmp_path: Path) -> User:
    settings.VAR_DIR = tmp_path
    return User.objects.create_user("ed")


def _public_numbers() -> dict[str, list[str]]:
    """Every number that the public reads, page by page."""
    event = Event.objects.get(participations__role="minister")
    report = Report.objects.get()
    client = Client()
    pages = [
        f"/events/{event.slug}/",
        f"/events/{event.slug}/people/",
        f"/reports/{report.slug}/",
        "/news/",
        "/search/",
    ]
    return {page: re.findall(r"\d+(?:[.,]\d+)*", words(client.get(page))) for page in pages}


def test_person_is_in_no_store_afterwards(user: User, tmp_path: Path) -> None:
    person = canary.build(user)
    assert {line.rpartition(": ")[2] for line in canary.in_tables()} == set(canary.CANARIES)
    erase(person=person, by=user)
    assert canary.in_tables() == []
    assert canary.in_files(canary.stores()) == []


def test_figures_are_the_same_afterwards(user: User) -> None:
    person = canary.build(user)
    events = list(Event.objects.all())
    before, read = freeze(events), _public_numbers()
    erase(person=person, by=user)
    assert freeze(events) == before
    assert _public_numbers() == read
    assert len(read[f"/events/{Event.objects.get(participations__role='minister').slug}/"]) > 5


def test_counts_go_on_under_a_pseudonym(user: User) -> None:
    person = canary.build(user)
    done = erase(person=person, by=user)
    person.refresh_from_db()
    assert (str(person), person.distinction, person.country.code) == (PSEUDONYM, done.pseudonym, "KR")
    assert (person.email, person.honorific, person.organization, person.language) == ("", "", None, "")
    assert person.erased_on is not None
    row = person.participations.get(role="minister")
    assert (row.sector, row.country.code, row.position, row.note, row.is_listed) == (
        "government",
        "KR",
        "",
        "Note removed.",
        False,
    )
    line = TravelLine.objects.get(person=person)
    assert (line.travel_cost, line.legs.get().amount, line.note) == (5000, 63, "Note removed.")
    registration = Registration.objects.get(participation=row)
    assert (registration.name, registration.state, registration.needs, registration.answers) == (
        PSEUDONYM,
        "confirmed",
        "",
        {},
    )
    assert registration.form.taken == 2


def test_link_of_the_registration_leads_nowhere(user: User) -> None:
    person = canary.build(user)
    token = Registration.objects.get(name=canary.NAME).token
    erase(person=person, by=user)
    assert not Registration.objects.with_token(token).exists()


def test_others_keep_everything(user: User) -> None:
    canary_person = canary.build(user)
    other = make.make_person(family_name="Qanaryssonova", given_name="Zebedea", email="xzq.canary@example.org")
    make.make_post(body="<p>Zebedea Qanaryssonova spoke.</p>")
    erase(person=canary_person, by=user)
    other.refresh_from_db()
    assert (other.name, other.email) == ("Zebedea Qanaryssonova", "xzq.canary@example.org")
    assert Post.objects.filter(body__contains="Zebedea Qanaryssonova spoke").count() == 1
    assert Registration.objects.exclude(name=PSEUDONYM).count() == 1
    assert Message.objects.count() == 0


def test_prose_says_that_a_name_was_removed(user: User) -> None:
    person = canary.build(user)
    done = erase(person=person, by=user)
    post = Post.objects.get()
    assert post.title == "Interview with [name removed]"
    assert post.slug == f"interview-with-name-removed-{done.pseudonym}"
    assert post.body == (
        "<p>Then <strong>[name removed]</strong> spoke; [name removed] was heard by 40 people.</p>"
        "<p>Write to [address removed].</p>"
    )


def test_audit_keeps_the_pseudonym_alone(user: User) -> None:
    person = canary.build(user)
    done = erase(person=person, by=user)
    entry = AuditEntry.objects.get(action=AuditEntry.Action.ERASED)
    assert (entry.actor, entry.item_id, entry.item_name, entry.detail) == (user, person.pk, PSEUDONYM, done.pseudonym)
    assert set(LogEntry.objects.values_list("object_repr", flat=True)) == {PSEUDONYM}


def test_import_with_the_person_loses_its_table_and_others_keep_theirs(user: User) -> None:
    person = canary.build(user)
    kept = make.make_import_run(text="Family;Given\nQanarysson;Walter\n", state=ImportRun.State.CHECKED)
    waiting = make.make_import_run(text=f"{canary.FAMILY};x;{canary.GIVEN}", state=ImportRun.State.CHECKED)
    assert kept.pk not in imports_of(trail_of(person))
    erase(person=person, by=user)
    kept.refresh_from_db()
    waiting.refresh_from_db()
    assert (kept.state, kept.text[:6]) == (ImportRun.State.CHECKED, "Family")
    assert (waiting.state, waiting.text) == (ImportRun.State.FAILED, "")


def test_namesake_keeps_texts_that_may_mean_either(user: User) -> None:
    person = make.make_person(family_name="Silva", given_name="Ana", email="ana@example.org", distinction="1")
    make.make_person(family_name="Silva", given_name="Ana", distinction="2")
    talk = make.make_presentation(speaker=person, findings="<p>Ana Silva showed it.</p>")
    post = make.make_post(body="<p>Ana Silva (ana@example.org) came.</p>")
    erase(person=person, by=user)
    talk.refresh_from_db()
    post.refresh_from_db()
    assert talk.findings == "<p>[name removed] showed it.</p>"
    assert set(talk.history.values_list("findings", flat=True)) == {talk.findings}
    assert post.body == "<p>Ana Silva ([address removed]) came.</p>"


def test_earlier_name_goes_too(user: User) -> None:
    person = make.make_person(family_name="Souza", given_name="Ana")
    canary._log(person, user, "x")
    Person.objects.filter(pk=person.pk).update(family_name="Silva")
    person.refresh_from_db()
    post = make.make_post(body="<p>Ana Souza came. Ms. Souza left.</p>")
    erase(person=person, by=user)
    post.refresh_from_db()
    assert post.body == "<p>[name removed] came. Ms. Souza left.</p>"


def test_row_with_the_same_address_but_of_somebody_else_stays(user: User) -> None:
    person = make.make_person(family_name="Silva", given_name="Ana", email="office@example.org")
    row = make.make_participation()
    registration = make.make_registration(name="Ben Adu", email="office@example.org", participation=row)
    assert registration not in rows_about(person, ["office@example.org"])
    mine = make.make_registration(name="Ana Silva", email="Office@example.org")
    assert mine in rows_about(person, ["office@example.org"])


def test_nothing_is_done_where_a_figure_would_change(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    person = canary.build(user)
    before = canary.in_tables()
    monkeypatch.setattr(erasing, "changed", lambda before, after: ["event 1"])
    with pytest.raises(EraseError, match="event 1"):
        erase(person=person, by=user)
    assert canary.in_tables() == before


def test_erased_person_is_not_erased_again(user: User) -> None:
    person = make.make_person()
    erase(person=person, by=user)
    with pytest.raises(EraseError, match="erased already"):
        erase(person=person, by=user)
    assert AuditEntry.objects.filter(action=AuditEntry.Action.ERASED).count() == 1


def test_many_can_be_erased(user: User) -> None:
    event = make.make_event()
    people = [make.make_participation(event=event).person for _ in range(5)]
    pseudonyms = {erase(person=person, by=user).pseudonym for person in people}
    assert len(pseudonyms) == 5
    assert Participation.objects.filter(person__family_name=PSEUDONYM).count() == 5


def test_built_papers_go_and_uploads_stay(user: User, tmp_path: Path, django_capture_on_commit_callbacks: Any) -> None:
    material = make.make_material(file=ContentFile(b"a,b\n", name="a.csv"))
    (tmp_path / "reports").mkdir()
    (tmp_path / "documents" / "1" / "abcd").mkdir(parents=True)
    built = [tmp_path / "reports" / "1-public-ab.pdf", tmp_path / "badges.zip", tmp_path / "forum-internal.pdf"]
    built.append(tmp_path / "documents" / "1" / "abcd" / "said.json")
    for path in (*built, tmp_path / "secret_key"):
        path.write_text("x")
    with django_capture_on_commit_callbacks(execute=True):
        erase(person=make.make_person(), by=user)
    assert [path.name for path in built if path.exists()] == []
    assert (tmp_path / "secret_key").exists()
    assert material.file.read() == b"a,b\n"


def test_report_of_2012_keeps_every_number_without_its_travellers(user: User) -> None:
    call_command("loaddata", *FIXTURES, verbosity=0)
    slug, client = "global-e-government-forum-2012", Client()

    def read() -> list[str]:
        pages = [words(client.get(address)) for address in (f"/events/{slug}/", f"/reports/{slug}/")]
        return sorted(re.findall(r"\d+(?:[.,]\d+)*", " ".join(pages)))

    before = read()
    travellers = list(Person.objects.filter(travel_lines__event__slug=slug).distinct())[:4]
    for person in travellers:
        erase(person=person, by=user)
    report = words(client.get(f"/reports/{slug}/"))
    assert (len(before) > 500, read() == before) == (True, True)
    assert [person.name for person in travellers if person.name in report] == []
    assert [total for total in ("96,880", "71,700", "22,904", "2,276") if total not in report] == []
