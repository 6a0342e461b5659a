"""Letters of a survey: who can be invited and reminded, what they say, how the sending goes, and what came back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import URLPattern

from evaluations.actions.bounces import mark_bounced
from evaluations.actions.inviting import (
    AGAIN,
    LONGEST_NOTE,
    InvitingError,
    attended,
    corrected,
    invite,
    is_address,
    latest_letters,
    not_invited,
    remind,
    send_again,
    to_remind,
)
from evaluations.actions.mailing import start_sending, stop_sending
from evaluations.actions.runs import Run
from evaluations.desk import address, page_path, survey_for, survey_page
from evaluations.emails.letter import languages_of, write
from evaluations.models import Letter, Mailing, Status, Survey
from events.emails.delivery import has_server
from events.models import Language

MOST_SHOWN = 200
SECONDS_BETWEEN_LOOKS = 3
State = Letter.State
_RETURNED = "Marked as returned by hand."


class NoteForm(forms.Form):
    """Words of one's own."""

    note = forms.CharField(
        label="Words of your own",
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 5, "class": "vLargeTextField"}),
        help_text="They stand above the link, the same in every language. An empty line begins a paragraph.",
    )


def counts(survey: Survey) -> list[tuple[str, str, int]]:
    """How many of the last letters are in which state: value, words, count."""
    rows = latest_letters(survey).order_by().values_list("state").annotate(count=Count("pk"))
    found = dict(rows)
    return [(state.value, str(state.label), found[state]) for state in State if found.get(state)]


def previews(survey: Survey, note: str, *, is_reminder: bool) -> list[dict[str, Any]]:
    """The letter in each language of the survey, as somebody would get it."""
    kind = Mailing.Kind.REMINDER if is_reminder else Mailing.Kind.INVITATION
    mailing = Mailing(survey=survey, kind=kind, note=note)
    return [
        {
            "label": Language(language).label,
            "is_rtl": language == Language.ARABIC,
            "letter": write(mailing=mailing, language=language, name="Ada Example", token="a-link-of-ones-own"),  # noqa: S106
        }
        for language in languages_of(survey)
    ]


def _people(survey: Survey) -> dict[str, Any]:
    """Who can be invited, who lacks an address, and who can be reminded."""
    new = not_invited(survey)
    ready = [person for person in new if is_address(person.email)]
    without = [person for person in new if not is_address(person.email)]
    return {
        "attended_count": attended(survey).count(),
        "ready": ready[:MOST_SHOWN],
        "ready_count": len(ready),
        "without": without[:MOST_SHOWN],
        "without_count": len(without),
        "remind_count": len(to_remind(survey)),
        "invited_count": survey.invitations.count(),
        "answered_count": survey.invitations.filter(is_answered=True).count(),
    }


def _sending(survey: Survey) -> dict[str, Any]:
    """How the sending stands."""
    run = Run(survey.pk)
    return {
        "is_going": run.is_going(),
        "said": run.said(),
        "waiting_count": Letter.objects.filter(mailing__survey=survey, state=State.WAITING).count(),
        "counts": counts(survey),
        "has_server": has_server(),
        "is_open": survey.status() == Status.OPEN,
    }


def _troubled(survey: Survey) -> list[Any]:
    """The last letters that did not arrive, or perhaps not, of people who have not answered."""
    rows = latest_letters(survey).filter(state__in=AGAIN, invitation__is_answered=False)
    return list(rows.order_by("state", "invitation__person__family_name", "pk")[:MOST_SHOWN])


def letters_view(model_admin: Any, request: HttpRequest, object_id: int) -> Any:
    """The page, and what its buttons do."""
    survey = survey_for(request, object_id, is_publishing=True)
    if survey.translation_of_id:
        return HttpResponseRedirect(address(survey.original, "letters"))
    form = NoteForm(request.POST if "note" in request.POST else None)
    if request.method == "POST" and not form.errors and (done := _done(request, survey, form)):
        return done
    note = form["note"].value() or ""
    context = {
        **_people(survey),
        **_sending(survey),
        "form": form,
        "troubled": _troubled(survey),
        "corrected_count": len(corrected(survey)),
        "unconfirmed_count": latest_letters(survey).filter(state=State.HANDED_OVER).count(),
        "invitations": previews(survey, note, is_reminder=False),
        "reminders": previews(survey, note, is_reminder=True),
        "is_shown": "preview" in request.POST,
        "mailings": survey.mailings.annotate(letter_count=Count("letters")).order_by("number"),
    }
    title = "Error: letters" if form.errors else "Letters"
    return survey_page(model_admin, request, "letters", survey, title=title, **context)


def _done(request: HttpRequest, survey: Survey, form: NoteForm) -> Any:
    """Carries out what was pressed and says where to go; None where the page is shown again."""
    pressed = request.POST
    if "preview" in pressed:
        return None
    page = "letters"
    if "stop" in pressed:
        stop_sending(survey=survey)
        messages.success(request, "The sending stops after the letter that is on its way.")
        page = "letters_progress"
    elif "returned" in pressed:
        _mark_returned(request, survey, pressed["returned"])
    elif _is_sent(request, survey, form.cleaned_data["note"] if form.is_bound else ""):
        page = "letters_progress"
    return HttpResponseRedirect(address(survey, page))


def _is_sent(request: HttpRequest, survey: Survey, note: str) -> bool:
    """Makes the letters that a button asks for and starts the mailer; False where nothing was to be sent."""
    if not has_server() and request.POST.keys() & {"invite", "remind", "again", "resume"}:
        messages.error(request, "No mail server is set, so that no letter can leave. Nothing was sent.")
        return False
    try:
        words = _prepared(request, survey, note)
    except InvitingError as error:
        messages.error(request, str(error))
        return False
    if words:
        messages.success(request, words)
        start_sending(survey=survey)
    return bool(words)


def _prepared(request: HttpRequest, survey: Survey, note: str) -> str:
    """Makes the letters that a button asks for, and says so; nothing where it asks for none."""
    pressed, by = request.POST, request.user
    if "invite" in pressed:
        count = invite(survey=survey, by=by, note=note).letters.count()
        return f"People invited: {count}. Their letters are on the way."
    if "remind" in pressed:
        count = remind(survey=survey, by=by, note=note).letters.count()
        return f"People reminded: {count}. Their letters are on the way."
    if "again" in pressed:
        count = send_again(survey=survey, letters=_again(survey, pressed["again"]), by=by)
        return f"Letters sent again: {count}." if count else ""
    return "The sending goes on." if "resume" in pressed else ""


def _again(survey: Survey, which: str) -> list[int]:
    """The letters that are meant: all with a mended address, all unconfirmed ones, or a single one."""
    if which == "corrected":
        return corrected(survey)
    if which == "unconfirmed":
        return list(latest_letters(survey).filter(state=State.HANDED_OVER).values_list("pk", flat=True))
    return [int(which)] if which.isdecimal() and len(which) < 19 else []


def _mark_returned(request: HttpRequest, survey: Survey, which: str) -> None:
    number = int(which) if which.isdecimal() and len(which) < 19 else 0
    letter = latest_letters(survey).filter(pk=number).first()
    if letter and mark_bounced(letter=letter, reason=_RETURNED):
        messages.success(request, f"The letter to {letter.invitation.email} is marked as returned.")
    else:
        messages.error(request, "This letter cannot be marked as returned: it did not go out.")


def progress_view(model_admin: Any, request: HttpRequest, object_id: int) -> Any:
    """How far the sending is; the page asks for itself again, without scripts, while a mailer is at work."""
    survey = survey_for(request, object_id, is_publishing=True)
    if survey.translation_of_id:
        return HttpResponseRedirect(address(survey.original, "letters_progress"))
    state, is_still = _sending(survey), "still" in request.GET
    done = sum(count for value, _, count in state["counts"] if value != State.WAITING)
    context = {"is_still": is_still, "done": done, "whole": sum(count for *_, count in state["counts"])}
    response = survey_page(model_admin, request, "letters_progress", survey, title="Sending", **state, **context)
    if state["is_going"] and not is_still:
        response["Refresh"] = str(SECONDS_BETWEEN_LOOKS)
    return response


def urls(model_admin: Any) -> list[URLPattern]:
    """The addresses of the two pages."""
    return [
        page_path(model_admin, "letters", letters_view),
        page_path(model_admin, "letters_progress", progress_view),
    ]
