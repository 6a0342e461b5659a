"""What every list and form of the staff has: the rights of the policy, and buttons above and below."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Model, URLField
from django.http import HttpRequest

from events.desk.writing import RichTextForms, prepare
from events.policy import BESIDE, Verb, may, open_to, parent_link, visible

# An address that is typed without a scheme.
SECURE_LINKS: dict[Any, Any] = {URLField: {"assume_scheme": "https"}}


class KeyedAdmin(RichTextForms, admin.ModelAdmin):
    """Asks the policy for every object; buttons above and below; amounts under each other."""

    save_on_top = True
    formfield_overrides = SECURE_LINKS
    list_per_page = 50

    class Media:
        css = {"all": ["css/admin.css"]}

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Whether the policy lets somebody look, or change and so look."""
        return may(request.user, Verb.VIEW, obj or self.model) or self.has_change_permission(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Whether the policy lets somebody make a new one."""
        return may(request.user, Verb.ADD, self.model)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Whether the policy lets somebody change this one, or any."""
        return may(request.user, Verb.CHANGE, obj or self.model)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Whether the policy lets somebody delete this one, or any."""
        return may(request.user, Verb.DELETE, obj or self.model)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """The page of a form, ready for the editors on it."""
        prepare(context, request, kwargs.get("obj"))
        return super().render_change_form(request, context, *args, **kwargs)

    def get_queryset(self, request: HttpRequest) -> Any:
        """What the policy lets somebody look at: lists, forms, look-ups and actions all begin here."""
        return visible(request.user, super().get_queryset(request))

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A row is hung only on an item whose rows somebody may change at once."""
        if db_field.name == parent_link(self.model):
            kwargs["queryset"] = open_to(request.user, db_field.related_model._default_manager.all())
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        """The history, refused to those who may not look at this kind at all."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return super().history_view(request, object_id, extra_context)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What would go with an object; what the portal keeps beside it needs no right of its own."""
        shown, counts, missing, protected = super().get_deleted_objects(objs, request)
        beside = {model._meta.verbose_name for model in BESIDE}
        return shown, counts, missing - beside, protected


class ReadOnlyAdmin(KeyedAdmin):
    """A list that staff may look through and that only the portal itself writes."""

    save_on_top = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody changes."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody deletes."""
        return False


class Rows(RichTextForms, admin.TabularInline):
    """Rows on the page of the object they belong to, with low boxes for rich text."""

    extra = 0
    formfield_overrides = SECURE_LINKS
    has_low_texts = True
    # Fields that offer only what belongs to the event on the page.
    of_event: tuple[str, ...] = ()

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Narrows the fields of `of_event`; a new event has nothing to offer yet."""
        if db_field.name in self.of_event and request.resolver_match:
            event = request.resolver_match.kwargs.get("object_id")
            kwargs["queryset"] = db_field.related_model.objects.filter(event=event)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
