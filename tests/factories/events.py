"""Objects for the tests: each function fills in what a test does not say, and saves."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image

from events.models import (
    Abbreviation,
    Budget,
    DeductionRule,
    DsaDeduction,
    DsaRate,
    Event,
    FundingSource,
    Headcount,
    Host,
    ImportRun,
    Material,
    Message,
    Organization,
    Origin,
    OtherCost,
    Outcome,
    Participation,
    Person,
    Photo,
    Picture,
    Post,
    PostAttachment,
    PostLink,
    Presentation,
    Registration,
    RegistrationForm,
    Series,
    Session,
    TerminalLegs,
    TerminalRate,
    Track,
    TravelLine,
)

LONG_AGO = datetime(2012, 1, 1, tzinfo=UTC)
_numbers = count(1)


def _named(word: str) -> str:
    return f"{word} {next(_numbers)}"


def _next(rows: Any) -> int:
    return rows.count() + 1


def _publishable(fields: dict[str, Any], word: str) -> dict[str, Any]:
    title = _named(word)
    return {"title": title, "slug": title.lower().replace(" ", "-"), "live": True, "go_live_at": LONG_AGO} | fields


def picture_file(
    *, name: str = "picture.png", size: tuple[int, int] = (8, 6), kind: str = "PNG", **options: Any
) -> ContentFile:
    """A picture as it would be uploaded; `options` go to Pillow, such as `exif`."""
    written = BytesIO()
    Image.new("RGB", size, "teal").save(written, kind, **options)
    return ContentFile(written.getvalue(), name=name)


def make_organization(**fields: Any) -> Organization:
    return Organization.objects.create(
        **({"name": _named("Organization"), "kind": Organization.Kind.INTERNATIONAL} | fields)
    )


def make_person(**fields: Any) -> Person:
    return Person.objects.create(**({"family_name": _named("Person")} | fields))


def make_series(**fields: Any) -> Series:
    name = _named("Series")
    return Series.objects.create(**({"name": name, "slug": name.lower().replace(" ", "-")} | fields))


def make_abbreviation(**fields: Any) -> Abbreviation:
    return Abbreviation.objects.create(**({"short": _named("ICT"), "meaning": "technology"} | fields))


def make_dsa_rate(**fields: Any) -> DsaRate:
    """409 a day in a place of its own."""
    defaults = {"place": _named("Place"), "effective_from": date(2012, 1, 1), "first_60_days": 409, "source": "ICSC"}
    return DsaRate.objects.create(**(defaults | fields))


def make_terminal_rate(**fields: Any) -> TerminalRate:
    """38 a leg in a place of its own."""
    defaults = {"place": _named("Place"), "effective_from": date(2012, 1, 1), "amount": 38, "source": "ICSC"}
    return TerminalRate.objects.create(**(defaults | fields))


def make_event(**fields: Any) -> Event:
    """Public, on 18 and 19 October 2012 in Seoul; `live=False` makes a draft."""
    defaults = _publishable({}, "Event") | {
        "kind": Event.Kind.FORUM,
        "starts_on": date(2012, 10, 18),
        "ends_on": date(2012, 10, 19),
        "city": "Seoul",
        "country": "KR",
    }
    return Event.objects.create(**(defaults | fields))


def make_host(*, event: Event | None = None, organization: Organization | None = None, **fields: Any) -> Host:
    event = event or make_event()
    defaults = {"organization": organization or make_organization(), "position": _next(event.hosts)}
    return Host.objects.create(event=event, **(defaults | fields))


def make_outcome(*, event: Event | None = None, **fields: Any) -> Outcome:
    event = event or make_event()
    defaults = {"position": _next(event.outcomes), "text": "<p>It was agreed.</p>"}
    return Outcome.objects.create(event=event, **(defaults | fields))


def make_track(*, event: Event | None = None, **fields: Any) -> Track:
    event = event or make_event()
    defaults = {"number": _next(event.tracks), "title": _named("Theme")}
    return Track.objects.create(event=event, **(defaults | fields))


def make_session(*, event: Event | None = None, track: Track | None = None, **fields: Any) -> Session:
    event = event or (track.event if track else make_event())
    position = _next(event.sessions)
    defaults = {"code": str(position), "position": position, "title": _named("Session")}
    return Session.objects.create(event=event, track=track, **(defaults | fields))


def make_presentation(*, session: Session | None = None, speaker: Person | None = None, **fields: Any) -> Presentation:
    session = session or make_session()
    defaults = {"position": _next(session.presentations), "title": _named("Presentation")}
    return Presentation.objects.create(session=session, speaker=speaker or make_person(), **(defaults | fields))


def make_headcount(*, event: Event | None = None, **fields: Any) -> Headcount:
    """Ten international people, unless said."""
    event = event or make_event()
    defaults = {"position": _next(event.headcounts), "origin": Origin.INTERNATIONAL, "count": 10}
    return Headcount.objects.create(event=event, **(defaults | fields))


def make_participation(*, event: Event | None = None, person: Person | None = None, **fields: Any) -> Participation:
    """Someone who came, unless said."""
    defaults = {"origin": Origin.INTERNATIONAL, "has_attended": True}
    return Participation.objects.create(
        event=event or make_event(), person=person or make_person(), **(defaults | fields)
    )


def make_travel_line(
    *, event: Event | None = None, legs: Mapping[str, tuple[int, int | str]] | None = None, **fields: Any
) -> TravelLine:
    """A line with its legs: `legs={"New York": (2, 63)}` are two legs of 63 each."""
    event = event or make_event()
    if not fields.get("is_cancelled"):
        fields = {"person": fields.get("person") or make_person()} | fields
    line = TravelLine.objects.create(event=event, **({"number": _next(event.travel_lines)} | fields))
    for place, (number, amount) in (legs or {}).items():
        TerminalLegs.objects.create(line=line, place=place, count=number, amount=Decimal(amount))
    return line


def make_deduction_rule(**fields: Any) -> DeductionRule:
    """Half of a day's allowance for lodging, from the start of 2012, unless said."""
    defaults = {"kind": DeductionRule.Kind.LODGING, "effective_from": date(2012, 1, 1), "per_cent": 50}
    return DeductionRule.objects.create(**(defaults | {"source": "ST/AI/2012/1"} | fields))


def make_deduction(*, line: TravelLine | None = None, **fields: Any) -> DsaDeduction:
    """A day of lodging at 50 per cent, unless said."""
    defaults = {"kind": DeductionRule.Kind.LODGING, "days": 1, "per_cent": 50}
    return DsaDeduction.objects.create(line=line or make_travel_line(), **(defaults | fields))


def make_funding_source(**fields: Any) -> FundingSource:
    return FundingSource.objects.create(**({"code": _named("Fund"), "name": "Trust fund"} | fields))


def make_budget(*, event: Event | None = None, **fields: Any) -> Budget:
    return Budget.objects.create(event=event or make_event(), **fields)


def make_other_cost(*, event: Event | None = None, **fields: Any) -> OtherCost:
    """A hall for 1,200, unless said."""
    event = event or make_event()
    defaults = {"number": _next(event.other_costs), "category": OtherCost.Category.VENUE, "description": "Hall"}
    return OtherCost.objects.create(event=event, **(defaults | {"actual_amount": 1200} | fields))


def make_registration_form(*, event: Event | None = None, **fields: Any) -> RegistrationForm:
    """Open to everybody; for an event that is still to come, unless one is given."""
    event = event or make_event(starts_on=date(2999, 5, 3), ends_on=date(2999, 5, 4))
    return RegistrationForm.objects.create(event=event, **({"access": RegistrationForm.Access.OPEN} | fields))


def make_registration(*, form: RegistrationForm | None = None, **fields: Any) -> Registration:
    """To be approved, unless said; takes no place of the form."""
    defaults = {"name": _named("Ana Silva"), "email": f"a{next(_numbers)}@example.org", "country": "BR"}
    return Registration.objects.create(form=form or make_registration_form(), **(defaults | fields))


def make_import_run(*, event: Event | None = None, **fields: Any) -> ImportRun:
    return ImportRun.objects.create(event=event or make_event(), **({"kind": ImportRun.Kind.PARTICIPANTS} | fields))


def make_message(**fields: Any) -> Message:
    defaults = {"address": f"a{next(_numbers)}@example.org", "subject": "Your registration", "body": "Welcome."}
    return Message.objects.create(**(defaults | fields))


def make_post(**fields: Any) -> Post:
    return Post.objects.create(**(_publishable({"dated_on": date(2012, 10, 22)}, "Notice") | fields))


def make_post_link(*, post: Post | None = None, **fields: Any) -> PostLink:
    post = post or make_post()
    defaults = {"position": _next(post.links), "label": _named("Link"), "url": "https://example.org/"}
    return PostLink.objects.create(post=post, **(defaults | fields))


def pdf_file(*, name: str = "notice.pdf", pages: int = 1) -> ContentFile:
    """A PDF of empty pages as it would be uploaded."""
    written = BytesIO()
    sheets = [Image.new("L", (8, 8), "white") for _ in range(pages)]
    dated: Any = {name: LONG_AGO.timetuple() for name in ("creationDate", "modDate")}  # always the same bytes
    sheets[0].save(written, "PDF", save_all=True, append_images=sheets[1:], **dated)
    return ContentFile(written.getvalue(), name=name)


def make_post_attachment(*, post: Post | None = None, **fields: Any) -> PostAttachment:
    file = pdf_file()
    return PostAttachment.objects.create(
        post=post or make_post(), **({"title": _named("Attachment"), "file": file} | fields)
    )


def make_material(*, event: Event | None = None, **fields: Any) -> Material:
    """A link, unless a `file` is given."""
    event = event or make_event()
    url = "" if fields.get("file") else "https://example.org/programme"
    defaults = {"position": _next(event.materials), "title": _named("Material"), "url": url}
    return Material.objects.create(event=event, **(defaults | fields))


def make_picture(**fields: Any) -> Picture:
    """A small picture of the library."""
    return Picture.objects.create(**({"title": _named("Picture"), "original": picture_file()} | fields))


def make_photo(*, event: Event | None = None, picture: Picture | None = None, **fields: Any) -> Photo:
    event = event or make_event()
    words = "" if fields.get("is_decorative") else "Delegates in the plenary hall"
    defaults = {"position": _next(event.photos), "alternative_text": words}
    return Photo.objects.create(event=event, picture=picture or make_picture(), **(defaults | fields))
