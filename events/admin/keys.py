"""What every list and form of this floor has."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db.models import URLField
from django.http import HttpRequest

from events.models.fields import RichTextField

# An address that is typed without a scheme.
SECURE_LINKS: dict[Any, Any] = {URLField: {"assume_scheme": "https"}}


class KeyedAdmin(admin.ModelAdmin):
    """Buttons above and below, and amounts under each other."""

    save_on_top = True
    formfield_overrides = SECURE_LINKS
    list_per_page = 50

    class Media:
        css = {"all": ["css/admin.css"]}


class Rows(admin.TabularInline):
    """Rows on the page of the object they belong to, with low boxes for rich text."""

    extra = 0
    formfield_overrides = {RichTextField: {"widget": AdminTextareaWidget(attrs={"rows": 3})}, **SECURE_LINKS}
    # Fields that offer only what belongs to the event on the page.
    of_event: tuple[str, ...] = ()

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Narrows the fields of `of_event`; a new event has nothing to offer yet."""
        if db_field.name in self.of_event and request.resolver_match:
            event = request.resolver_match.kwargs.get("object_id")
            kwargs["queryset"] = db_field.related_model.objects.filter(event=event)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
