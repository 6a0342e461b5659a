"""Documents and photographs of an event; and what every document has, wherever it is."""

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from events.files.documents import check_document
from events.files.names import ending_of
from events.files.names import stored_name as random_name
from events.files.pages import page_count
from events.models.event import Event
from events.models.fields import LineField
from events.models.keys import Keyed
from events.models.picture import NOT_BOTH, Picture, is_described
from events.models.publishing import Language


def stored_name(instance: models.Model, filename: str) -> str:
    """A random name in the folder of the model; only the ending of the original is kept."""
    return random_name(str(instance._meta.model_name), filename)


def check_size(upload: Any) -> None:
    """Named by the first migrations; `check_document` judges a file today."""


def document_field(**options: Any) -> models.FileField:
    """A file of one of the ten allowed types, whose content is what its ending says."""
    return models.FileField(upload_to=stored_name, validators=[check_document], **options)


class Document(Keyed):
    """A row with a `file`: its size and its pages are read from the file, whatever the way in."""

    file: Any
    size = models.PositiveIntegerField("size in bytes", null=True, blank=True, editable=False)
    pages = models.PositiveIntegerField("pages or slides", null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: Any, field_names: Any, values: Any) -> Self:
        """Remembers which file was measured."""
        document: Any = super().from_db(db, field_names, values)
        document._measured = document.__dict__.get("file")
        return document

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Judges a new file and measures it; what was just written is deleted again where the row is refused."""
        is_new = bool(self.file) and not self.file._committed
        if is_new:
            try:
                check_document(self.file)
            except ValidationError as error:
                raise ValidationError({"file": error.messages}) from error
        self._measure()
        try:
            super().save(*args, **kwargs)
        except BaseException:
            if is_new and self.file._committed:
                self.file.storage.delete(self.file.name)
            raise
        self._measured = self.file.name or ""

    def _measure(self) -> None:
        if not self.file:
            self.size = self.pages = None
        elif not self.file._committed:
            self._read(self.file.file)
        elif self.file.name != getattr(self, "_measured", None):
            try:
                with self.file.storage.open(self.file.name) as file:
                    self._read(file)
            except FileNotFoundError:  # a row may come before its file, as when a backup is restored
                self.size = self.pages = None

    def _read(self, file: Any) -> None:
        self.size, self.pages = file.size, page_count(file, ending_of(self.file.name))

    @property
    def type(self) -> str:
        """What the reader gets: "PDF", "XLSX", or "Link"."""
        return ending_of(self.file.name).upper() if self.file else "Link"

    @property
    def extent(self) -> str:
        """How long it is: "7 pages", "1 page", "12 slides"; empty where the file does not say."""
        if not self.pages:
            return ""
        unit = "slide" if self.type in ("PPTX", "ODP") else "page"
        return f"{self.pages:,} {unit}{'' if self.pages == 1 else 's'}"


class Material(Document):
    """A document of the event: a file kept here, or a link."""

    KEY = ("event__slug", "event__language", "title")
    BESIDE = {"title_is_unique_in_event": "title", "is_a_file_or_a_link": "url"}

    event = models.ForeignKey(Event, models.CASCADE, related_name="materials")
    position = models.PositiveSmallIntegerField(default=1)
    title = LineField(max_length=200)
    file = document_field(blank=True)
    url = models.URLField("link", blank=True)
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.ENGLISH)
    note = LineField(max_length=200, blank=True)

    history = HistoricalRecords()

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


class Photo(Keyed):
    """A picture in the gallery of an event, with the words of this use."""

    KEY = ("event__slug", "event__language", "position")
    BESIDE = {"has_its_place": "position", "is_described_or_decorative": "alternative_text"}

    event = models.ForeignKey(Event, models.CASCADE, related_name="photos")
    position = models.PositiveSmallIntegerField(default=1)
    picture = models.ForeignKey(Picture, models.PROTECT, related_name="photos")
    alternative_text = LineField(
        max_length=250, blank=True, help_text="What a person who cannot see the picture should know."
    )
    is_decorative = models.BooleanField("decorative", default=False, help_text="It adds nothing to the text.")
    caption = LineField(max_length=250, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["event", "position"], name="photo_has_its_place"),
            models.CheckConstraint(
                condition=is_described("alternative_text", "is_decorative"),
                name="photo_is_described_or_decorative",
                violation_error_message=NOT_BOTH,
            ),
        ]

    def __str__(self) -> str:
        return self.alternative_text or self.caption or f"Decorative picture {self.position}"
