"""Where a page finds its pictures and files, also while it is a preview."""

from django.template import Context, Library
from django.urls import reverse

from events.models import Material, Photo, Post, PostAttachment

register = Library()


def _preview(context: Context) -> tuple[bool, str]:
    """Whether the staff look at a preview, and what a visitor with a link adds to the address."""
    request = context.get("request")
    preview = getattr(request, "preview", None)
    query = str(context.get("preview_query") or getattr(request, "preview_query", ""))
    return preview is not None and not query, query


@register.simple_tag(takes_context=True)
def picture_address(context: Context, use: Photo | Post, name: str) -> str:
    """The address of a rendition of the picture of a gallery or of a notice."""
    is_at_desk, query = _preview(context)
    if is_at_desk:
        return reverse("admin:events_picture_rendition", args=[use.picture_id, name])
    if isinstance(use, Photo):
        return reverse("events:event_photo_rendition", args=[use.event.slug, use.pk, name]) + query
    return reverse("events:news_picture", args=[use.slug, name]) + query


@register.simple_tag(takes_context=True)
def file_address(context: Context, row: Material | PostAttachment) -> str:
    """The address of a document: a download, or the link that a material is."""
    if not row.file:
        return row.url  # type: ignore[union-attr]
    is_at_desk, query = _preview(context)
    if is_at_desk:
        return row.file.url
    if isinstance(row, Material):
        return reverse("events:event_material", args=[row.event.slug, row.pk]) + query
    return reverse("events:news_attachment", args=[row.post.slug, row.pk]) + query
