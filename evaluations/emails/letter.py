"""One letter: who gets it, in which language, what it says, and the number by which a returned one is found."""

from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import dateformat, translation
from django.utils.crypto import constant_time_compare, salted_hmac

from evaluations.emails.words import words_in
from evaluations.models import Invitation, Letter, Mailing, Survey
from evaluations.narrative import minutes_for
from events.emails.message import harmless, plain_message
from events.models import Event

# What Django calls the languages whose dates it writes.
_LOCALES = {"zh": "zh-hans"}


def form_address(survey: Survey, token: str = "") -> str:
    """The public address of a survey's form, with the token of an invitation."""
    name, more = ("evaluations:survey_invitation", [token]) if token else ("evaluations:survey_form", [])
    return settings.PORTAL_ADDRESS + reverse(name, args=[survey.slug, *more])


def survey_in(survey: Survey, language: str) -> Survey:
    """The survey as it is worded in a language; the original where it is not, for it has the English words."""
    original = survey.original
    if language == original.language:
        return original
    return original.translations.filter(language=language).first() or _in_english(original)


def _in_english(original: Survey) -> Survey:
    return original.translations.filter(language="en").first() or original


def languages_of(survey: Survey) -> list[str]:
    """The languages in which a survey can be answered, the original's first."""
    original = survey.original
    return [original.language, *original.translations.order_by("language").values_list("language", flat=True)]


def event_title(event: Event, language: str) -> str:
    """The title of an event in a language, where the public can read it there."""
    if event.language == language:
        return event.title
    other = Event.objects.published().filter(translation_key=event.translation_key, language=language).first()
    return other.title if other else event.title


def closing_moment(at: datetime, language: str, zone: str) -> tuple[str, str]:
    """A moment as a language writes it, and its time zone: "31 October 2012, 18:00", "Asia/Seoul, UTC+09:00"."""
    local = at.astimezone(ZoneInfo(zone))
    with translation.override(_LOCALES.get(language, language)):
        moment = dateformat.format(local, words_in(language).moment)
    return moment, f"{zone.replace('_', ' ')}, UTC{local.isoformat()[-6:]}"


@dataclass(frozen=True)
class Written:
    """Subject and text of a letter, and the language that they are in."""

    language: str
    subject: str
    body: str


def write(*, mailing: Mailing, language: str, name: str, token: str) -> Written:
    """What a letter says to somebody of a name, in a language if the survey has it."""
    asked = survey_in(mailing.survey, language)
    words, title = words_in(asked.language), event_title(asked.event, asked.language)
    is_reminder = mailing.kind == Mailing.Kind.REMINDER
    count = mailing.survey.original.questions.count()
    parts = [
        words.greeting.format(name=harmless(name)),
        (words.reminder if is_reminder else words.invitation).format(event=title),
        mailing.note.strip(),
        f"{words.link}\n{form_address(asked, token)}",
        words.size.format(count=count, minutes=minutes_for(count)),
        words.anonymous,
    ]
    if closes_at := mailing.survey.original.closes_at:
        moment, zone = closing_moment(closes_at, asked.language, asked.event.time_zone)
        parts.append(words.closing.format(moment=moment, zone=zone))
    office = [settings.PORTAL["office"], settings.PORTAL["department"], settings.PORTAL["email"]]
    parts.append("\n".join([words.thanks, *(line for line in office if line)]))
    subject = words.reminder_subject if is_reminder else words.invitation_subject
    return Written(asked.language, subject.format(event=title), "\n\n".join(part for part in parts if part) + "\n")


def _proof(letter: int) -> str:
    return salted_hmac("evaluations.letter", str(letter), algorithm="sha256").hexdigest()[:20]


def message_id(letter: int) -> str:
    """The number of a letter, the same whenever it is made, which nobody else can make."""
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<letter.{letter}.{_proof(letter)}@{host}>"


def letter_of(identifier: str) -> int | None:
    """The key of the letter with a number; None for numbers that the portal never made."""
    word, _, rest = identifier.strip().strip("<>").partition("@")[0].partition(".")
    key, _, proof = rest.partition(".")
    if word != "letter" or not (key.isascii() and key.isdigit()) or len(key) > 18:
        return None
    return int(key) if constant_time_compare(proof, _proof(int(key))) else None


def message_of(letter: Letter) -> EmailMessage:
    """A letter, ready for the mail server."""
    invitation = letter.invitation
    token = Invitation.token_of(invitation.seed)
    person = invitation.person
    written = write(mailing=letter.mailing, language=invitation.language, name=person.name, token=token)
    return plain_message(
        to=invitation.email,
        subject=written.subject,
        body=written.body,
        identifier=message_id(letter.pk),
        language=written.language,
    )
