"""Registering: what the public finds in each state, what is taken in, and that nobody learns who else is registered."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from events.models import Limit, Message, OldAddress, Registration, RegistrationForm
from tests import factories as make
from tests.events.registered import ANSWERS, address, own, post, taken, ticket
from tests.public_pages import assert_public_page, text, words

pytestmark = pytest.mark.django_db
TOMORROW, YESTERDAY = timezone.now() + timedelta(days=1), timezone.now() - timedelta(days=1)


def _thanks(form: RegistrationForm) -> str:
    return reverse("events:registration_thanks", args=[form.event.slug])


def _full(**fields: Any) -> RegistrationForm:
    form = make.make_registration_form(capacity=1, **fields)
    RegistrationForm.objects.update(taken=1)
    return form


def test_open_form_is_a_public_page_that_nobody_keeps(stranger: Client) -> None:
    form = make.make_registration_form(closes_at=TOMORROW, intro="Welcome.\n\n<b>All</b> of you.")
    answer = stranger.get(address(form))
    assert_public_page(answer)
    assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("no-store, private", "no-referrer")
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    page = text(answer)
    assert "<p>&lt;b&gt;All&lt;/b&gt; of you.</p>" in page
    assert "You can register until " in page
    assert page.count('class="mb-3"') == 7


@pytest.mark.parametrize(
    ("made", "heading"),
    [
        (lambda: make.make_registration_form(opens_at=TOMORROW), "Registration is not open yet"),
        (lambda: make.make_registration_form(closes_at=YESTERDAY), "Registration is closed"),
        (lambda: make.make_registration_form(access="invited"), "Registration is by invitation"),
        (lambda: _full(has_waiting_list=False), "All places are taken"),
        (lambda: make.make_registration_form(event=make.make_event(stage="held")), "This event is over"),
        (lambda: make.make_registration_form(event=_event(stage="cancelled")), "This event was cancelled"),
        (lambda: make.make_registration_form(event=make.make_event()), "This event is over"),
    ],
)
def test_form_that_takes_nobody_says_why(stranger: Client, made: Any, heading: str) -> None:
    form = made()
    shown, sent = stranger.get(address(form)), post(stranger, form, ANSWERS)
    assert_public_page(shown)
    assert_public_page(sent, status=409)
    assert f"<h1>{heading}</h1>" in text(shown)
    assert ("<form method" in text(shown), Registration.objects.count()) == (False, 0)


def _event(**fields: Any) -> Any:
    return make.make_event(starts_on="2999-05-03", ends_on="2999-05-04", **fields)


def test_opening_is_told_with_its_time_zone(stranger: Client) -> None:
    form = make.make_registration_form(opens_at="2998-05-01T00:00:00Z")
    assert "It opens on 1 May 2998, 09:00 (Asia/Seoul, UTC+09:00)." in words(stranger.get(address(form)))


def test_full_form_offers_the_waiting_list(stranger: Client) -> None:
    page = words(stranger.get(address(_full())))
    assert "All places are taken. You can join the waiting list." in page


def test_postponed_event_says_so(stranger: Client) -> None:
    form = make.make_registration_form(event=_event(stage="postponed"))
    assert "This event is postponed." in words(stranger.get(address(form)))


@pytest.mark.parametrize("state", ["off", "draft", "none"])
def test_form_that_is_not_there_is_not_found(stranger: Client, state: str) -> None:
    event = _event(live=state != "draft")
    if state != "none":
        make.make_registration_form(event=event, access="off" if state == "off" else "open")
    place = reverse("events:registration", args=[event.slug])
    assert [stranger.get(place).status_code, stranger.post(place).status_code] == [404, 404]


def test_old_address_of_an_event_leads_on_and_a_withdrawn_event_says_why(stranger: Client) -> None:
    form = make.make_registration_form()
    OldAddress.objects.create(item=form.event, language="en", slug="old-slug")
    old = reverse("events:registration", args=["old-slug"])
    assert stranger.get(old)["Location"] == address(form)
    form.event.live, form.event.withdrawn_at, form.event.withdrawn_reason = False, timezone.now(), "Wrong."
    form.event.first_published_at = make.LONG_AGO
    form.event.save()
    assert stranger.get(address(form)).status_code == 410


@pytest.mark.django_db(transaction=True)
def test_registration_is_taken_in_and_answered_by_a_letter(stranger: Client) -> None:
    form = make.make_registration_form(capacity=5)
    answer = post(stranger, form, ANSWERS)
    assert (answer.status_code, answer["Location"], taken(form)) == (302, _thanks(form), 1)
    made = Registration.objects.get()
    assert (made.state, made.name, made.needs) == ("confirmed", ANSWERS["name"], "A seat near the door.\nNo nuts.")
    (letter,) = mail.outbox
    assert (letter.to, own(made) in letter.body, len(letter.attachments)) == (["ana@example.org"], True, 1)
    assert_public_page(stranger.get(_thanks(form)))


@pytest.mark.django_db(transaction=True)
def test_known_address_gets_the_same_answer_and_its_own_link(stranger: Client) -> None:
    form = make.make_registration_form(capacity=5)
    known = make.make_registration(form=form, email="Ana@example.org", name="Ana Silva", state="pending")
    answers = [post(stranger, form, ANSWERS | {"email": email}) for email in ("ana@example.org", "new@example.org")]
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(302, _thanks(form))] * 2
    assert [bytes(answer.content) for answer in answers] == [b"", b""]
    known.refresh_from_db()
    assert (known.name, known.state, Registration.objects.count()) == ("Ana Silva", "pending", 2)
    assert own(known) in mail.outbox[0].body
    assert mail.outbox[0].to == ["Ana@example.org"]


def test_page_is_counted_once_however_often_it_is_sent(stranger: Client) -> None:
    form = make.make_registration_form()
    signed = ticket(form)
    for number in range(3):
        assert post(stranger, form, ANSWERS | {"email": f"a{number}@example.org"}, signed=signed).status_code == 302
    assert Registration.objects.count() == 1


def test_refused_form_is_shown_again_with_a_link_to_each_error(stranger: Client) -> None:
    form = make.make_registration_form()
    answer = post(stranger, form, ANSWERS | {"email": "name@example", "country": "", "sector": "x"})
    page = text(answer)
    assert_public_page(answer)
    assert "<title>Error: Register" in page
    assert "There are 3 problems" in page
    summary = page.split('role="alert"')[1].split("</div>")[0]
    assert [part.split('"')[0] for part in summary.split('href="#')[1:]] == ["id_email", "id_country", "id_sector_0"]
    assert ('value="name@example"' in page, Registration.objects.count()) == (True, 0)


@pytest.mark.parametrize(
    ("changes", "age", "notice"),
    [
        ({}, 1, "look at your details once more"),
        ({}, 5 * 3600, "open for a long time"),
        ({"homepage": "http://example.org"}, 60, "look at your details once more"),
        ({"ticket": ""}, 60, "look at your details once more"),
        ({"ticket": "made:elsewhere"}, 60, "look at your details once more"),
    ],
)
def test_doubtful_form_is_asked_for_once_more(stranger: Client, changes: Any, age: float, notice: str) -> None:
    form = make.make_registration_form()
    answer = post(stranger, form, ANSWERS | {"ticket": ticket(form, age=age)} | changes)
    assert (answer.status_code, notice in words(answer), Registration.objects.count()) == (200, True, 0)
    assert "ana@example.org" in text(answer)


def test_ticket_of_another_event_is_none(stranger: Client) -> None:
    form, other = make.make_registration_form(), make.make_registration_form()
    assert post(stranger, form, ANSWERS, signed=ticket(other)).status_code == 200


@override_settings(PORTAL_REGISTRATIONS_PER_ADDRESS=2)
def test_one_network_registers_so_many_people(stranger: Client) -> None:
    form = make.make_registration_form()
    codes = [post(stranger, form, ANSWERS | {"email": f"a{n}@example.org"}).status_code for n in range(3)]
    assert (codes, Registration.objects.count()) == ([302, 302, 429], 2)


def test_limits_name_no_address_and_no_person(stranger: Client) -> None:
    post(stranger, make.make_registration_form(), ANSWERS)
    kept = " ".join(Limit.objects.values_list("key", flat=True))
    assert ("127.0.0.1" in kept, "ana" in kept, Limit.objects.count()) == (False, False, 2)


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(stranger: Client, method: str) -> None:
    form = make.make_registration_form()
    assert getattr(stranger, method)(address(form)).status_code == 405
    assert stranger.post(_thanks(form)).status_code == 405


def test_looking_at_pages_stores_nothing(stranger: Client) -> None:
    form = make.make_registration_form()
    for place in (address(form), _thanks(form)):
        stranger.get(place)
    assert (Registration.objects.count(), Message.objects.count(), Limit.objects.count()) == (0, 0, 0)


def test_what_was_written_is_neither_public_nor_in_a_log(stranger: Client, caplog: pytest.LogCaptureFixture) -> None:
    form = make.make_registration_form(event=_event(title="Forum"), fields=["organization", "needs", "comments"])
    slug = form.event.slug
    canaries = {"needs": "Qneeds", "comments": "Qcomments", "organization": "Qbank", "email": "qanary@example.org"}
    post(stranger, form, {"name": "Qana Qilva", **canaries})
    made = Registration.objects.get()
    form.event.participations.update(has_attended=True)
    names = ("event_detail", "event_people", "event_ics", "registration", "registration_thanks")
    places = [reverse(f"events:{name}", args=[slug]) for name in names]
    places += [
        "/events/",
        "/events/calendar.ics",
        "/search/?q=qanary",
        "/search/?q=qneeds",
        "/search/?q=qbank",
        "/data/",
    ]
    pages = [text(stranger.get(place)) for place in places]
    wrong = own(made).replace(made.token, made.token[:-1])
    pages += [text(stranger.get(wrong)), text(stranger.post(wrong)), text(stranger.get(f"{own(made)}x/"))]
    secret = [*canaries.values(), made.token, made.seed]
    assert [(word, page[:300]) for word in secret for page in pages if word in page] == []
    kept = [record.getMessage() for record in caplog.records]
    assert [said for said in kept if any(word in said for word in (*secret, made.token[:-1]))] == []
