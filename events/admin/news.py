"""News notices with their links and attachments."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from events.desk.filters import StateFilter
from events.desk.keys import KeyedAdmin, Rows
from events.desk.publishing import ADDRESS, PUBLIC, PublishableAdmin
from events.models import Post, PostAttachment, PostLink
from events.review import review_post
from events.views import news


class LinkRows(Rows):
    """Links that the notice promises."""

    model = PostLink
    verbose_name = "link"


class AttachmentRows(Rows):
    """Files that come with the notice."""

    model = PostAttachment
    verbose_name = "attachment"


@admin.register(Post)
class PostAdmin(PublishableAdmin):
    """News notices, the newest first."""

    list_display = ["title", "dated_on", "event", "language", "state"]
    list_filter = [StateFilter, "language", ("event", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["event"]
    search_fields = ["title", "lead", "body", "event__title", "slug"]
    date_hierarchy = "dated_on"
    autocomplete_fields = ["event", "picture"]
    inlines = [LinkRows, AttachmentRows]
    review = staticmethod(review_post)
    page = staticmethod(news.detail)
    fieldsets = [
        (
            None,
            {
                "description": "Choose the event, and the notice shows its dates and place, and later its report.",
                "fields": ["title", "dated_on", "event", "lead", "body"],
            },
        ),
        (
            "Picture",
            {
                "description": "It opens the notice, and stands beside it in the list. Choose one of the library, or "
                "add one by the plus; then describe it, or mark it as decorative.",
                "fields": ["picture", "picture_alternative_text", "picture_is_decorative"],
            },
        ),
        ADDRESS,
        PUBLIC,
    ]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A new notice bears today's date, unless an address says another."""
        return {"dated_on": timezone.localdate(), **super().get_changeform_initial_data(request)}

    def public_address(self, item: Post) -> str:
        """The notice's page."""
        return reverse("events:news_detail", args=[item.slug])


@admin.register(PostLink)
class PostLinkAdmin(KeyedAdmin):
    """Links of all notices."""

    ordering = ["post", "position"]
    list_display = ["label", "url", "post"]
    list_select_related = ["post"]
    search_fields = ["label", "url", "post__title"]
    autocomplete_fields = ["post"]


@admin.register(PostAttachment)
class PostAttachmentAdmin(KeyedAdmin):
    """Files of all notices."""

    list_display = ["title", "post", "type", "extent", "language"]
    list_filter = ["language"]
    list_select_related = ["post"]
    search_fields = ["title", "post__title"]
    autocomplete_fields = ["post"]
