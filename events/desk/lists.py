"""The list of items with a life in public: where each stands, and publishing several at once."""

from typing import Any, cast

from django.contrib import admin, messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from events.actions.publishing import RefusedError, StaleError, publish
from events.desk.findings import count_text
from events.desk.keys import KeyedAdmin
from events.models import WorkingCopy
from events.models.publishing import Publishable, State
from events.policy import may_publish
from events.review import Finding, Review


def _no_review(item: Any) -> tuple[Finding, ...]:
    return ()


class PublishableList(KeyedAdmin):
    """What the list shows and does; the addresses of an item, and what is said when it is published."""

    actions = ["publish_selected"]
    review: Review = staticmethod(_no_review)
    # What publishing does; a floor above may do more at once.
    publish_item = staticmethod(publish)

    def change_address(self, item: Any) -> str:
        """The address of the item's form."""
        return reverse(f"admin:{item._meta.app_label}_{item._meta.model_name}_change", args=[item.pk])

    def list_address(self) -> str:
        """The address of the list."""
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")

    def published_message(self, item: Publishable) -> Any:
        """What happened, with a link to the page where there is one now."""
        name = capfirst(str(item._meta.verbose_name))
        if item.state == State.SCHEDULED:
            moment = timezone.localtime(item.go_live_at)
            zone = timezone.get_current_timezone_name()
            return f"{name} “{item}” is scheduled: public from {moment:%d %B %Y, %H:%M} ({zone})."
        address = self.public_address(item)
        if not address or item.state != State.PUBLISHED:
            return f"{name} “{item}” is published."
        return format_html('{} “{}” is published. <a href="{}">See the page</a>', name, item, address)

    def public_address(self, item: Any) -> str:
        """The address of the item's public page; "" where it has none."""
        return ""

    @admin.action(description="Publish", permissions=["publish"])
    def publish_selected(self, request: HttpRequest, queryset: Any) -> None:
        """Publishes each chosen item that nothing speaks against, and names the others."""
        for item in queryset:
            try:
                self.publish_item(item=item, by=request.user, review=self.review)
            except RefusedError as refused:
                text = format_html(
                    '<a href="{}">“{}”</a> is not published: {}',
                    self.change_address(item),
                    item,
                    count_text(refused.findings),
                )
                messages.error(request, text)
            except StaleError as stale:
                messages.error(request, str(stale))
            else:
                self.log_change(request, item, "Published.")
                messages.success(request, self.published_message(item))

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Whether somebody may publish items of this kind."""
        return may_publish(request.user, cast(Publishable, self.model()))

    @admin.display(description="state")
    def state(self, item: Publishable) -> SafeString:
        """Where the item stands, and whether changes wait beside it: a shape and a word each."""
        mark = '<span class="state state-{}">{}</span>'
        stands = format_html(mark, item.state, item.state.label)
        if not getattr(item, "has_changes", False):
            return stands
        return format_html("{} {}", stands, format_html(mark, "changes", "Changes wait"))

    def get_queryset(self, request: HttpRequest) -> Any:
        """The items, knowing whether changes wait beside them."""
        return super().get_queryset(request).annotate(has_changes=WorkingCopy.objects.beside(self.model))
