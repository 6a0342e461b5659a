"""The form of a notice, an event or a report: notices when somebody else saved while one was writing."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django import forms
from django.db.models import Model
from django.utils import timezone

from events.desk.differences import Difference, field_difference
from events.models.publishing import Publishable


def _canonical(value: Any) -> str:
    """One text for a value, whether it comes from the database or from a form."""
    if isinstance(value, Model):
        value = value.pk
    if isinstance(value, datetime):
        value = value.astimezone(UTC).replace(second=0, microsecond=0).isoformat()
    return "" if value in (None, False) else str(value).replace("\r\n", "\n").strip()


def _digest(value: Any) -> str:
    return sha256(_canonical(value).encode()).hexdigest()[:12]


class PublishableForm(forms.ModelForm):
    """Carries the revision that the writer saw, and a digest of each field as they saw it.

    When the item was saved meanwhile, what the writer did not touch is taken over from the other, what both changed is
    shown side by side, and nothing is stored until the writer saves again.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    why = forms.CharField(
        label="What changed, and why",
        required=False,
        max_length=200,
        help_text="For the history; colleagues see it, the public does not.",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conflicts: tuple[Difference, ...] = ()
        self.taken_over: tuple[str, ...] = ()
        if "seen" in self.fields:
            self.initial["seen"] = self._seen()

    def _seen(self) -> str:
        digests = {name: _digest(self.initial.get(name)) for name in self._own()}
        return json.dumps({"revision": self.instance.revision, "fields": digests})

    def _own(self) -> Iterator[str]:
        return (name for name in self.fields if name in self.initial and name not in ("seen", "why"))

    def _get_validation_exclusions(self) -> set[str]:
        """An address is one in its language, also where the form does not ask for the language."""
        return super()._get_validation_exclusions() - {"language"}  # type: ignore[misc]

    def clean(self) -> dict[str, Any]:
        """Compares the revision that the writer saw with the one that is stored."""
        cleaned = super().clean() or self.cleaned_data
        seen = self._read(cleaned.get("seen", ""))
        if self.instance.pk and seen and seen["revision"] != self.instance.revision:
            self._stop(seen["fields"])
        return cleaned

    def _read(self, seen: str) -> Any:
        try:
            found = json.loads(seen or "null")
            return found if isinstance(found["revision"], int) and isinstance(found["fields"], dict) else None
        except (ValueError, TypeError, KeyError):
            return None

    def _stop(self, digests: dict[str, str]) -> None:
        data: Any = self.data
        data = data.copy()
        data[self.add_prefix("seen")] = self.initial["seen"]
        conflicts, taken_over = [], []
        for name in self._own():
            theirs, mine = self.initial.get(name), self.cleaned_data.get(name)
            if name in self.errors or _canonical(theirs) == _canonical(mine):
                continue
            if _digest(mine) == digests.get(name):
                self._take(data, name, theirs)
                taken_over.append(str(self.fields[name].label))
            elif digests.get(name) != _digest(theirs):
                field = self.instance._meta.get_field(name)
                raw = mine.pk if isinstance(mine, Model) else mine
                conflicts.append(field_difference(field, theirs, raw))
        self.data, self.conflicts, self.taken_over = data, tuple(conflicts), tuple(taken_over)
        self.add_error(None, forms.ValidationError(self._message(), code="stale"))

    def _take(self, data: Any, name: str, value: Any) -> None:
        field: Any = self.fields[name]
        key, widget = self.add_prefix(name), field.widget
        prepared = field.prepare_value(value)
        if isinstance(widget, forms.MultiWidget):
            parts: Any = widget
            for suffix, part in zip(parts.widgets_names, parts.decompress(value), strict=True):
                data[key + suffix] = "" if part is None else str(part)
        else:
            data[key] = "" if prepared in (None, False) else str(prepared)

    def _message(self) -> str:
        item: Publishable = self.instance
        who = item.changed_by.get_username() if item.changed_by else "somebody"
        when = f" at {timezone.localtime(item.changed_at):%H:%M on %d %B %Y}" if item.changed_at else ""
        return (
            f"Saved by {who}{when} while you were writing. Nothing is stored yet and nothing of yours is lost: compare "
            "below, then save again to keep what stands in the form."
        )
