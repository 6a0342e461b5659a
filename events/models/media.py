"""Documents and photographs of an event."""

from pathlib import PurePath
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.validators import FileExtensionValidator
from django.db import models
from django.db.models import Q

from events.images import rewrite
from events.models.event import Event
from events.models.fields import LineField
from events.models.keys import Keyed
from events.models.publishing import Language

FILE_TYPES = ("pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "csv", "txt", "zip")
LARGEST_FILE = 20 * 1024 * 1024


def stored_name(instance: models.Model, filename: str) -> str:
    """A random name in the folder of the model; only the ending of the original is kept."""
    return f"{instance._meta.model_name}/{uuid4().hex}{PurePath(filename).suffix.lower()}"


def check_size(upload: File) -> None:
    """Refuses files of more than 20 MB."""
    if upload.size > LARGEST_FILE:
        raise ValidationError("The file is larger than 20 MB.")


def document_field(**options: Any) -> models.FileField:
    """A file of one of the ten allowed types."""
    return models.FileField(
        upload_to=stored_name, validators=[FileExtensionValidator(FILE_TYPES), check_size], **options
    )


class Material(Keyed):
    """A document of the event: a file kept here, or a link."""

    KEY = ("event__slug", "event__language", "title")
    BESIDE = {"title_is_unique_in_event": "title", "is_a_file_or_a_link": "url"}

    event = models.ForeignKey(Event, models.CASCADE, related_name="materials")
    position = models.PositiveSmallIntegerField(default=1)
    title = LineField(max_length=200)
    file = document_field(blank=True)
    url = models.URLField("link", blank=True)
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.ENGLISH)
    size = models.PositiveIntegerField("size in bytes", null=True, blank=True, editable=False)
    note = LineField(max_length=200, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["event", "title"], name="material_title_is_unique_in_event"),
            models.CheckConstraint(
                condition=(Q(file="") & ~Q(url="")) | (~Q(file="") & Q(url="")),
                name="material_is_a_file_or_a_link",
                violation_error_message="Give either a file or a link.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Reads the size from the file."""
        self.size = self.file.size if self.file else None
        super().save(*args, **kwargs)

    @property
    def type(self) -> str:
        """What the reader gets: "PDF", "XLSX", or "Link"."""
        return PurePath(self.file.name or "").suffix.removeprefix(".").upper() if self.file else "Link"


class Photo(Keyed):
    """A photograph, written anew at upload. The alternative text says what it shows."""

    KEY = ("event__slug", "event__language", "position")
    BESIDE = {"has_its_place": "position", "has_an_alternative_text": "alternative_text"}

    event = models.ForeignKey(Event, models.CASCADE, related_name="photos")
    position = models.PositiveSmallIntegerField(default=1)
    image = models.ImageField(upload_to=stored_name, width_field="width", height_field="height")
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    alternative_text = LineField(max_length=250, help_text="What a person who cannot see the picture should know.")
    caption = LineField(max_length=250, blank=True)
    credit = LineField(max_length=120, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["event", "position"], name="photo_has_its_place"),
            models.CheckConstraint(
                condition=~Q(alternative_text=""),
                name="photo_has_an_alternative_text",
                violation_error_message="Say what the picture shows.",
            ),
        ]

    def __str__(self) -> str:
        return self.alternative_text

    def _rewrite(self) -> None:
        """Writes a picture anew that is not stored yet."""
        image: Any = self.image
        if image and not image._committed:
            self.image = rewrite(image.file)

    def clean(self) -> None:
        """Refuses a file that is no picture, beside the field."""
        try:
            self._rewrite()
        except ValidationError as error:
            raise ValidationError({"image": error.messages}) from error

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Writes the picture anew whatever the way in."""
        self._rewrite()
        super().save(*args, **kwargs)
