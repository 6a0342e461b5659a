"""The editor that the staff write rich text in: a widget, and what a form's page needs so that it starts."""

from typing import Any

from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db.models import Field, Model
from django.forms import BaseForm, Script
from django.http import HttpRequest
from js_asset import ImportMap, Media

from events.models.fields import RichTextField

# The parts of the editor by the names under which they import each other; the page's import map finds them.
_PARTS = ImportMap(
    {
        "django-prose-editor/editor": "django_prose_editor/editor.js",
        "portal/editor-dialog": "js/editor_dialog.js",
        "portal/editor-markup": "js/editor_markup.js",
        "portal/editor-paste": "js/editor_paste.js",
        "portal/editor-schema": "js/editor_schema.js",
        "portal/editor-toolbar": "js/editor_toolbar.js",
    }
)
# Whose texts reach a report, where a note has a place to stand.
_NOTED = {"outcome", "session", "presentation", "report", "reportsection"}
# Texts that stand as one paragraph wherever they are shown.
_ONE_PARAGRAPH = {"lead", "key_point"}


class RichTextWidget(AdminTextareaWidget):
    """A text box that becomes an editor; without scripts it stays a box with HTML in it."""

    def __init__(self, *, is_low: bool = False, has_notes: bool = False) -> None:
        kind = {"data-writing": "low" if is_low else "full", "rows": 3 if is_low else 10}
        super().__init__(kind | ({"data-notes": "yes"} if has_notes else {}))

    @property
    def media(self) -> Media:
        """The editor's scripts and style sheets."""
        return Media(
            importmap=_PARTS,
            css={"all": ["django_prose_editor/material-icons.css", "css/editor.css"]},
            js=[Script("js/editor.js", type="module")],
        )


class RichTextForms(BaseModelAdmin):
    """Gives every rich text of a form or of rows its editor; rows get a low one."""

    has_low_texts = False

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        """The field of a form, with the editor where rich text goes."""
        if isinstance(db_field, RichTextField):
            has_notes = db_field.model._meta.model_name in _NOTED
            is_low = self.has_low_texts or db_field.name in _ONE_PARAGRAPH
            kwargs["widget"] = RichTextWidget(is_low=is_low, has_notes=has_notes)
        return super().formfield_for_dbfield(db_field, request, **kwargs)


def _language(obj: Model | None) -> str:
    """The language of an item, or of the one that it belongs to."""
    for name in ("language", "event", "report", "session", "post"):
        found = getattr(obj, name, "")
        if found:
            return found if isinstance(found, str) else _language(found)
    return ""


def prepare(context: dict[str, Any], request: HttpRequest, obj: Model | None) -> None:
    """Makes a form's page ready for its editors: the import map carries the page's nonce, the texts their language."""
    if getattr(context["media"], "_importmap", None) is not None:
        context["media"] = Media.from_media(context["media"], nonce=str(request.csp_nonce))  # type: ignore[attr-defined]
    language = _language(obj)
    form: BaseForm = context["adminform"].form
    for field in form.fields.values():
        # A form that chooses its language itself tells the editor while one writes.
        if isinstance(field.widget, RichTextWidget) and language and "language" not in form.fields:
            field.widget.attrs["lang"] = language
