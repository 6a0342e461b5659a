"""Fields that clean their value on every way to the database, whether a form, a fixture or an update sent it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django_countries.fields import CountryField as _CountryField

from events.text import clean_html, clean_line, excess


class _CleanedField(models.Field):
    """Cleans with `cleaner` before the value is stored, and shows the clean value on the instance."""

    cleaner = staticmethod(clean_line)

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        """Judges the value that would be stored: a title of invisible characters is empty."""
        return super().clean(self.get_prep_value(value), model_instance)

    def get_prep_value(self, value: Any) -> Any:
        prepared = super().get_prep_value(value)
        return self.cleaner(prepared) if isinstance(prepared, str) else prepared

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = self.get_prep_value(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value


class LineField(_CleanedField, models.CharField):
    """One line of plain text: a name, a title."""


class EmailField(_CleanedField, models.EmailField):
    """An e-mail address: one line, so that no header can follow it."""


class RichTextField(_CleanedField, models.TextField):
    """Sanitized HTML. A figure stands in it as a reference such as `{participants}` (see events.narrative)."""

    cleaner = staticmethod(clean_html)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Refuses a text that is too long, too full or nested too deep."""
        super().validate(value, model_instance)
        if too_much := excess(value):
            raise ValidationError(too_much)


class CountryField(_CountryField):
    """An ISO 3166 code that reads as a country with its UN short name."""

    # What type checkers see; the field hands out `django_countries.fields.Country`.
    _pyi_private_set_type: Any
    _pyi_private_get_type: Any
