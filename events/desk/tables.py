"""The first step of every import: cells that are pasted, or a file that is sent."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from events.imports.table import MOST_BYTES, TableError
from events.imports.workbook import MOST_BYTES as MOST_FILE_BYTES
from events.imports.workbook import text_of


class TableForm(forms.Form):
    """The text or the file; the file's cells become text, and `note` says what was left out of them."""

    text = forms.CharField(
        label="Cells of the spreadsheet",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false", "wrap": "off", "class": "paste"}),
    )
    file = forms.FileField(
        label="Or a file",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.tsv,.txt,text/csv,text/plain"}),
    )
    file_help = ""
    most_bytes = MOST_BYTES

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = self.file_help
        self.note = ""

    def clean(self) -> dict[str, Any]:
        """Turns a file into text; wants one of the two."""
        cleaned = super().clean() or self.cleaned_data
        upload, text = cleaned.get("file"), cleaned.get("text", "")
        if upload and text.strip():
            self.add_error("file", "Give either the cells or a file: empty the box above, or leave the file out.")
        elif upload:
            try:
                cleaned["text"], self.note = text_of(upload.read(MOST_FILE_BYTES + 1), self.most_bytes)
            except TableError as error:
                raise ValidationError({"file": str(error)}) from error
        elif not text.strip() and "file" not in self.errors:
            self.add_error("text", "Paste the cells of the spreadsheet, or choose a file.")
        return cleaned
