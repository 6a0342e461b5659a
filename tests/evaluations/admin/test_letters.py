"""The page of the letters: who may be invited, the letters before they go, the buttons, and how the sending goes."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from evaluations.actions.runs import Run
from evaluations.models import Letter, Survey
from tests import factories as make

pytestmark = pytest.mark.django_db
State = Letter.State


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Any) -> None:
    settings.VAR_DIR = tmp_path


def _survey(*emails: str, **fields: Any) -> Survey:
    survey = make.make_open_survey(**({"access": "invited"} | fields))
    for email in emails:
        make.make_participation(event=survey.event, person=make.make_person(email=email))
    return survey


def _page(survey: Survey, page: str = "letters") -> str:
    return reverse(f"admin:evaluations_survey_{page}", args=[survey.pk])


def _text(client: Client, survey: Survey, page: str = "letters") -> str:
    return client.get(_page(survey, page)).content.decode()


def _post(client: Client, survey: Survey, **data: Any) -> Any:
    return client.post(_page(survey), data, follow=True)


def test_page_is_for_those_who_may_publish(editor: Client, author: Client, finance: Client, stranger: Client) -> None:
    survey = _survey()
    for page in ("letters", "letters_progress"):
        found = [client.get(_page(survey, page)).status_code for client in (editor, author, finance, stranger)]
        assert found == [200, 403, 403, 302]


def test_page_counts_and_names(editor: Client) -> None:
    survey = _survey("a@example.org", "b@example.org", "")
    page = _text(editor, survey)
    assert "Invite 2 people" in page
    assert "No usable address: 1" in page
    assert "Remind" not in page.split("What the letters say")[0]


def test_letter_is_shown_in_every_language_with_the_words_of_ones_own(editor: Client) -> None:
    survey = _survey("a@example.org")
    make.make_survey(event=survey.event, language="ar", translation_of=survey)
    page = editor.post(_page(survey), {"note": "<b>Hello</b> there", "preview": "1"}).content.decode()
    assert page.count("&lt;b&gt;Hello&lt;/b&gt; there</p>") == 4
    assert 'lang="ar" dir="rtl"' in page
    assert not Letter.objects.exists()


def test_button_invites_and_leads_to_the_progress(editor: Client) -> None:
    survey = _survey("a@example.org", "b@example.org")
    answer = _post(editor, survey, note="Welcome", invite="1")
    assert answer.redirect_chain == [(_page(survey, "letters_progress"), 302)]
    assert "2 of 2 letters are done." in answer.content.decode()
    assert sorted(message.to[0] for message in mail.outbox) == ["a@example.org", "b@example.org"]
    assert all("Welcome" in message.body for message in mail.outbox)
    _post(editor, survey, note="", invite="1")
    assert len(mail.outbox) == 2


def test_button_reminds_only_who_has_not_answered(editor: Client) -> None:
    survey = _survey("a@example.org", "b@example.org")
    _post(editor, survey, note="", invite="1")
    survey.invitations.filter(email="a@example.org").update(is_answered=True)
    assert "Remind 1 who has not answered" in _text(editor, survey)
    _post(editor, survey, note="", remind="1")
    assert [message.to[0] for message in mail.outbox][2:] == ["b@example.org"]
    assert mail.outbox[2].subject.startswith("Reminder: ")


def test_without_a_mail_server_nothing_is_made_and_the_page_says_so(editor: Client, settings: Any) -> None:
    survey = _survey("a@example.org")
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    page = _text(editor, survey)
    assert "No mail server is set" in page
    assert 'name="invite"' not in page
    assert "Nothing was sent" in _post(editor, survey, note="", invite="1").content.decode()
    assert not Letter.objects.exists()


def test_survey_that_is_not_open_has_no_buttons(editor: Client) -> None:
    survey = _survey("a@example.org", opens_at=None)
    page = _text(editor, survey)
    assert "Letters can be sent while the survey is open" in page
    assert 'name="invite"' not in page
    assert "while the survey is open" in _post(editor, survey, note="", invite="1").content.decode()


def test_note_that_is_too_long_is_refused_at_its_place(editor: Client) -> None:
    survey = _survey("a@example.org")
    page = _post(editor, survey, note="x" * 2001, invite="1").content.decode()
    assert "<title>Error: letters" in page
    assert '<a href="#id_note">' in page
    assert not Letter.objects.exists()


def test_what_did_not_arrive_is_shown_with_its_reason_and_can_go_again(editor: Client) -> None:
    survey = _survey()
    person = make.make_person(email="new@example.org")
    invitation = make.make_invitation(survey=survey, person=person, email="old@example.org")
    letter = make.make_letter(invitation=invitation, state=State.REFUSED, reason="550 <no> such user")
    page = _text(editor, survey)
    assert "550 &lt;no&gt; such user" in page
    assert "Send 1 to corrected address" in page
    _post(editor, survey, note="", again="corrected")
    letter.refresh_from_db()
    assert (letter.state, [message.to for message in mail.outbox]) == (State.SENT, [["new@example.org"]])


@pytest.mark.parametrize("which", ["unconfirmed", "one"])
def test_unconfirmed_letter_goes_again_only_when_somebody_says_so(which: str, editor: Client) -> None:
    survey = _survey()
    letter = make.make_letter(invitation=make.make_invitation(survey=survey), state=State.HANDED_OVER)
    _post(editor, survey, resume="1")
    assert mail.outbox == []
    _post(editor, survey, note="", again=str(letter.pk) if which == "one" else which)
    assert len(mail.outbox) == 1


def test_letter_is_marked_as_returned_by_hand(editor: Client) -> None:
    survey = _survey()
    letter = make.make_letter(invitation=make.make_invitation(survey=survey), state=State.HANDED_OVER)
    other = make.make_letter(state=State.SENT)
    for which in (letter.pk, other.pk, "nonsense", "9" * 30):
        _post(editor, survey, returned=which)
    states = [Letter.objects.get(pk=one.pk).state for one in (letter, other)]
    assert states == [State.BOUNCED, State.SENT]


def test_action_of_the_list_marks_letters_as_returned(editor: Client, author: Client) -> None:
    letter = make.make_letter(state=State.SENT)
    sent = {"action": "mark_returned", "_selected_action": letter.pk}
    place = reverse("admin:evaluations_letter_changelist")
    author.post(place, sent)
    assert Letter.objects.get().state == State.SENT
    editor.post(place, sent)
    assert Letter.objects.get().state == State.BOUNCED


def test_progress_looks_again_by_itself_while_a_mailer_is_at_work(editor: Client) -> None:
    survey = _survey()
    make.make_letter(invitation=make.make_invitation(survey=survey))
    page = _page(survey, "letters_progress")
    assert "Refresh" not in editor.get(page).headers
    assert "Go on sending" in _text(editor, survey, "letters_progress")
    with Run(survey.pk).alone():
        assert editor.get(page)["Refresh"] == "3"
        assert "Refresh" not in editor.get(f"{page}?still=1").headers
        assert "Stop" in _text(editor, survey, "letters_progress")


def test_stopping_asks_the_mailer(editor: Client) -> None:
    survey = _survey()
    _post(editor, survey, stop="1")
    assert Run(survey.pk).is_to_stop()


def test_page_of_a_translation_leads_to_the_original(editor: Client) -> None:
    survey = _survey()
    french = make.make_survey(event=survey.event, language="fr", translation_of=survey)
    for page in ("letters", "letters_progress"):
        assert editor.get(_page(french, page))["Location"] == _page(survey, page)


def test_name_of_a_person_becomes_no_markup_on_the_page(editor: Client) -> None:
    survey = _survey("a@example.org", "")
    for person in survey.event.participations.all():
        type(person.person).objects.filter(pk=person.person_id).update(family_name=f"<script>{person.pk}</script>")
    assert "<script>" not in _text(editor, survey).split('id="content-main"')[1].split("</main>")[0]
