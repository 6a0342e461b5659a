"""Pictures of an event: taken in one by one, shown once they are described; and where a picture is used."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from events.actions.publishing import claim
from events.models import Event, Photo, Picture, Post, WorkingCopy


@dataclass(frozen=True)
class Description:
    """What somebody wrote about a picture that waits."""

    picture: Picture
    alternative_text: str = ""
    is_decorative: bool = False
    caption: str = ""
    credit: str = ""


def take_in(*, upload: Any, event: Event) -> Picture:
    """A picture of the event for the library; the event's page shows it once it is described.

    Raises ValidationError with a plain message where it is refused; nothing is stored then.
    """
    picture = Picture(original=upload, taken_at=event)
    try:
        with transaction.atomic():
            picture.save()
    except OSError as error:
        raise ValidationError("The picture could not be stored. Try again, or ask who keeps the server.") from error
    return picture


def _waiting_uses(copy: WorkingCopy) -> Iterator[int]:
    """The pictures that the changes of an item would show."""
    yield copy.changes.get("fields", {}).get("picture_id")
    photos = copy.changes.get("rows", {}).get("photos", {})
    for kind in ("added", "changed"):
        yield from (values.get("picture_id") for values in photos.get(kind, {}).values())


def uses(picture: Picture) -> list[Any]:
    """The events and notices that show the picture, or would with the changes that wait beside them."""
    found: list[Any] = [*Event.objects.filter(photos__picture=picture), *Post.objects.filter(picture=picture)]
    found += [copy.item for copy in WorkingCopy.objects.all() if picture.pk in _waiting_uses(copy)]
    return [item for place, item in enumerate(found) if item is not None and item not in found[:place]]


def waiting(event: Event) -> list[Picture]:
    """Pictures taken at the event that its gallery does not show, the first uploaded first."""
    planned = {pk for copy in WorkingCopy.objects.of(event) for pk in _waiting_uses(copy)}
    found = Picture.objects.filter(taken_at=event).exclude(photos__event=event).order_by("pk")
    return [picture for picture in found if picture.pk not in planned]


def show(*, event: Event, descriptions: Iterable[Description], by: Any) -> list[Photo]:
    """Puts described pictures at the end of the event's gallery, in the order given.

    Raises ValidationError where one is neither described nor decorative, StaleError where somebody else saved the
    event meanwhile; nothing is kept then.
    """
    shown = []
    with transaction.atomic():
        claim(event, by=by)
        last = event.photos.aggregate(last=Max("position"))["last"] or 0
        for place, described in enumerate(descriptions, last + 1):
            picture = described.picture
            if described.credit != picture.credit:
                picture.credit = described.credit
                picture.save()
            photo = Photo(
                event=event,
                position=place,
                picture=picture,
                alternative_text=described.alternative_text,
                is_decorative=described.is_decorative,
                caption=described.caption,
            )
            photo.full_clean()
            photo.save()
            shown.append(photo)
    return shown
