"""News notices with their links and attachments."""

from django.contrib import admin

from events.admin.keys import KeyedAdmin, Rows
from events.admin.publishing import ADDRESS, PUBLIC, PublishableAdmin
from events.models import Post, PostAttachment, PostLink


class LinkRows(Rows):
    """Links that the notice promises."""

    model = PostLink


class AttachmentRows(Rows):
    """Files that come with the notice."""

    model = PostAttachment


@admin.register(Post)
class PostAdmin(PublishableAdmin):
    """News notices, the newest first."""

    list_display = ["title", "dated_on", "event", "language", "state"]
    list_filter = ["live", "language", ("event", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["event"]
    search_fields = ["title", "lead", "body", "event__title", "slug"]
    date_hierarchy = "dated_on"
    autocomplete_fields = ["event"]
    inlines = [LinkRows, AttachmentRows]
    fieldsets = [
        (
            None,
            {
                "description": "Choose the event, and the notice shows its dates and place, and later its report.",
                "fields": ["title", "dated_on", "event", "lead", "body"],
            },
        ),
        ADDRESS,
        PUBLIC,
    ]


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

    list_display = ["title", "post", "language"]
    list_filter = ["language"]
    list_select_related = ["post"]
    search_fields = ["title", "post__title"]
    autocomplete_fields = ["post"]
