"""The library of pictures: each is kept once, and used with words of its own wherever it is shown."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.db.models import Q
from simple_history.models import HistoricalRecords

from events.files.names import stored_name, title_of
from events.files.storage import originals, renditions
from events.images import CARD, LARGE, RENDITIONS, THUMB, Rendition, render, rewrite
from events.models.event import Event
from events.models.fields import LineField
from events.models.keys import Keyed

NOT_BOTH = "Say what the picture shows, or mark it as decorative; one of the two, not both."


def original_name(instance: models.Model, filename: str) -> str:
    """A random name."""
    return stored_name("pictures", filename)


def is_described(words: str, is_decorative: str) -> Q:
    """The condition on every use of a picture: it has an alternative text or is decorative, never neither or both."""
    return Q(**{words: "", is_decorative: True}) | (~Q(**{words: ""}) & Q(**{is_decorative: False}))


@dataclass(frozen=True)
class Sized:
    """A picture in one of its sizes, as a page shows it."""

    name: str
    width: int
    height: int


class Picture(Keyed):
    """A picture of the library, written anew at upload. The original is private; pages show renditions.

    Who uploaded it, and when, is the first entry of its history.
    """

    KEY = ("original",)

    title = LineField(max_length=120, blank=True, help_text="Helps the staff find it; the public does not see it.")
    original = models.FileField("picture", storage=originals, upload_to=original_name, unique=True)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    focus_x = models.PositiveSmallIntegerField(
        "focal point, per cent from the left", default=50, validators=[MaxValueValidator(100)]
    )
    focus_y = models.PositiveSmallIntegerField(
        "focal point, per cent from the top", default=50, validators=[MaxValueValidator(100)]
    )
    credit = LineField(max_length=120, blank=True, help_text="Who took it; shown beside the picture.")
    taken_at = models.ForeignKey(
        Event,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="pictures",
        verbose_name="taken at the event",
        help_text="The event's gallery offers it until it is shown there.",
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(focus_x__lte=100) & Q(focus_y__lte=100), name="picture_has_its_focus_inside"
            )
        ]

    def __str__(self) -> str:
        return self.title or f"Picture {self.pk}"

    @classmethod
    def from_db(cls, db: Any, field_names: Any, values: Any) -> Self:
        """Remembers for which focal point the renditions were made."""
        picture: Any = super().from_db(db, field_names, values)
        picture._made = picture._key() if {"original", "focus_x", "focus_y"} <= picture.__dict__.keys() else None
        return picture

    def _key(self) -> tuple[str, int, int]:
        return self.original.name or "", self.focus_x, self.focus_y

    def _rewrite(self) -> bool:
        """Writes a picture anew that is not stored yet; says whether it was one."""
        original: Any = self.original
        if not original or original._committed:
            return False
        self.title = self.title or title_of(original.name)[:120]
        self.original = rewritten = rewrite(original.file)
        self.width, self.height = rewritten.width, rewritten.height
        return True

    def clean(self) -> None:
        """Refuses a file that is no picture, beside the field."""
        try:
            self._rewrite()
        except ValidationError as error:
            raise ValidationError({"original": error.messages}) from error

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Writes the picture anew whatever the way in, and its renditions; nothing stays where that fails."""
        is_new = self._rewrite()
        before, made = getattr(self, "_made", None), list[str]()
        try:
            with transaction.atomic():
                super().save(*args, **kwargs)
                if self._key() != before:
                    made.extend(self._make_renditions())
        except BaseException:
            _delete(made)
            if is_new and self.original._committed:  # type: ignore[attr-defined]
                originals().delete(str(self.original.name))
            raise
        self._made = self._key()
        if before and made:
            old = set(_names(before)) - set(_names(self._made))
            transaction.on_commit(lambda: _delete(old))

    def _make_renditions(self) -> Iterator[str]:
        with originals().open(str(self.original.name)) as file:
            sizes = render(file.read(), (self.focus_x, self.focus_y))
        for name, content in sizes.items():
            path = self.stored(name)
            if not renditions().exists(path):
                yield path
                renditions().save(path, ContentFile(content))

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Deletes the files too, once it is certain that the row is gone."""
        original, names = str(self.original.name), _names(self._key())
        deleted = super().delete(*args, **kwargs)
        transaction.on_commit(lambda: originals().delete(original))
        transaction.on_commit(lambda: _delete(names))
        return deleted

    def stored(self, name: str) -> str:
        """Where a rendition lies in its store; another focal point has another place."""
        return _place(self._key(), RENDITIONS[name])

    def sized(self, rendition: Rendition) -> Sized:
        """How large a rendition of this picture is."""
        return Sized(rendition.name, *rendition.size_of(self.width, self.height))

    @property
    def large(self) -> Sized:
        """The whole picture."""
        return self.sized(LARGE)

    @property
    def card(self) -> Sized:
        """Cut to the shape of a card, around the focal point."""
        return self.sized(CARD)

    @property
    def thumb(self) -> Sized:
        """A small square around the focal point."""
        return self.sized(THUMB)


def _place(key: tuple[str, int, int], rendition: Rendition) -> str:
    original, x, y = key
    cut = f"-{x}-{y}" if rendition.is_cropped else ""
    return f"{PurePosixPath(original).stem}/{rendition.name}{cut}.webp"


def _names(key: tuple[str, int, int]) -> list[str]:
    return [_place(key, rendition) for rendition in RENDITIONS.values()]


def _delete(names: Any) -> None:
    for name in names:
        with suppress(OSError):  # what cannot be deleted must not keep the next from it
            renditions().delete(name)
