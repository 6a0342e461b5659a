"""Nothing personal where strangers look: no page, file, feed, log or error tells what a person wrote to the office."""

import logging
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client, RequestFactory
from django.urls import reverse

from evaluations import urls as of_evaluations
from evaluations.models import Survey
from events import urls as of_events
from events.actions.erasing import erase
from events.models import Event, Post, Registration
from events.views import event as views
from reports import urls as of_reports
from reports.actions import kept_pdf
from reports.models import Report
from tests import erased as canary

# What the person told the office alone. The name and the office of who spoke are public.
SECRET = (canary.EMAIL, canary.PHONE, canary.NEEDS, canary.NOTE, "Qdistinctword", "Qdecisionword")
_PAGES = ("event_detail", "event_people")


@pytest.fixture
def person(db: None, settings: Any, tmp_path: Path) -> Any:
    settings.VAR_DIR = tmp_path
    person = canary.build(User.objects.create_user("ed"))
    person.distinction = "Qdistinctword"
    person.save()
    Registration.objects.update(decision="Qdecisionword")
    Post.objects.update(body="<p>It was held.</p>")  # the one place where the office itself printed the address
    return person


def _addresses() -> list[str]:
    """Every public address there is that names nothing but an item, for every item, and some wrong ones."""
    found = ["/", "/about/", "/data/", "/sitemap.xml", "/robots.txt", "/nowhere/"]
    found += [f"/search/?q={canary.FAMILY}", f"/search/?q={canary.EMAIL}"]
    slugs = [slug for kind in (Event, Post, Report, Survey) for slug in kind.objects.values_list("slug", flat=True)]
    for urls in (of_events, of_evaluations, of_reports):
        for pattern in urls.urlpatterns:
            name = f"{urls.app_name}:{pattern.name}"
            if set(pattern.pattern.converters) == {"slug"} and not pattern.name.endswith("_pdf"):
                found += [reverse(name, args=[slug]) for slug in slugs]
            elif not pattern.pattern.converters:
                found.append(reverse(name))
    return found


def _body(answer: Any) -> str:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return (body + str(answer.headers).encode()).decode("utf-8", "replace").lower()


def test_no_public_answer_tells(person: Any) -> None:
    client, told, answered = Client(), {}, 0
    for address in _addresses():
        answer = client.get(address)
        answered += answer.status_code == 200
        body = _body(answer).replace(f"/search/?q={canary.EMAIL}", "")
        told[address] = [word for word in SECRET if word.lower() in body and f"q={word}" not in address]
    assert {address: words for address, words in told.items() if words} == {}
    assert answered >= 20


def test_name_of_the_speaker_is_public_and_amounts_are_not(person: Any) -> None:
    report, client = Report.objects.get(), Client()
    people = _body(client.get(reverse("events:event_people", args=[report.event.slug])))
    page = _body(client.get(reverse("reports:report_detail", args=[report.slug])))
    assert canary.NAME.lower() in people
    budget = page.split('id="budget"')[-1].split("</section>")[0]
    assert "5,700" in budget or "5700" in budget
    assert canary.FAMILY.lower() not in budget


def test_erased_person_reads_as_name_removed(person: Any) -> None:
    event, client = Report.objects.get().event, Client()
    erase(person=person, by=None)
    pages = {name: _body(client.get(reverse(f"events:{name}", args=[event.slug]))) for name in _PAGES}
    assert [name for name, page in pages.items() if "name removed" not in page] == []
    for address in ("/sitemap.xml", "/news/feed.atom", reverse("events:event_ics", args=[event.slug])):
        assert [word for word in canary.CANARIES if word.lower() in _body(client.get(address))] == []


def _text_of(path: Path) -> str:
    command = ["pdftotext", "-layout", str(path), "-"]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout.lower()


@pytest.mark.pdf
def test_public_report_tells_nothing_in_text_or_metadata(person: Any) -> None:
    path = kept_pdf(report=Report.objects.get()).path
    text = _text_of(path)
    about = subprocess.run(["pdfinfo", "-meta", str(path)], capture_output=True, check=True, text=True).stdout  # noqa: S607
    about += subprocess.run(["pdfinfo", str(path)], capture_output=True, check=True, text=True).stdout  # noqa: S607
    assert [word for word in SECRET if word.lower() in text] == []
    assert [word for word in canary.CANARIES if word.lower() in about.lower()] == []
    costs = text.split("travel budget")[-1]
    assert canary.FAMILY.lower() not in re.split(r"\bevaluation\b", costs)[0]


@pytest.mark.pdf
def test_report_built_after_an_erasure_has_the_same_numbers_and_no_name(person: Any) -> None:
    report = Report.objects.get()
    before = _text_of(kept_pdf(report=report, is_internal=True).path)
    erase(person=person, by=None)
    after = _text_of(kept_pdf(report=Report.objects.get(), is_internal=True).path)
    number = re.compile(r"\d+(?:[.,]\d+)*")
    assert sorted(number.findall(after)) == sorted(number.findall(before))
    assert [word for word in canary.CANARIES if word.lower() in after] == []
    assert canary.FAMILY.lower() in before


def test_error_pages_and_logs_say_nothing(person: Any, caplog: pytest.LogCaptureFixture, settings: Any) -> None:
    """A page that breaks with the person in its hands answers with a static page; the log gets no value of a field."""
    settings.DEBUG = False
    client = Client(raise_request_exception=False)
    with caplog.at_level(logging.DEBUG):
        broken = _broken(client, person)
        wrong = client.get(f"/events/{canary.EMAIL}/")
    assert (broken.status_code, wrong.status_code) == (500, 404)
    for answer in (broken, wrong):
        assert [word for word in SECRET if word.lower() in _body(answer).replace(f"/events/{canary.EMAIL}/", "")] == []
    said = "\n".join(caplog.handler.format(record) for record in caplog.records if "SELECT" not in record.getMessage())
    assert [word for word in (canary.PHONE, canary.NEEDS, canary.NOTE) if word in said] == []


def _broken(client: Client, person: Any) -> Any:
    """What is answered when a view that has read the person fails."""
    event = person.participations.first().event
    original = views.render

    def fails(*args: Any, **kwargs: Any) -> Any:
        known = [row.person.email for row in event.participations.all()]
        raise RuntimeError(f"{len(known)} people")

    views.render = fails
    try:
        return client.get(reverse("events:event_detail", args=[event.slug]))
    finally:
        views.render = original


def test_report_of_an_error_to_developers_has_no_body(person: Any) -> None:
    """What is posted to a form that breaks stays out of the words that the log handlers print."""
    request = RequestFactory().post("/x/", {"needs": canary.NEEDS})
    assert canary.NEEDS not in repr(request)


def test_file_for_the_person_is_stored_nowhere(person: Any, administrator: Client, tmp_path: Path) -> None:
    administrator.post(reverse("admin:events_person_known", args=[person.pk]), {"format": "json"})
    assert canary.in_files([tmp_path]) == []
