"""What the pages beside a form have in common: the item, the rights, the frame."""

from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from events.policy import Verb, may, may_publish


class ItemPages:
    """Pages of one item; a part of the admin class of its kind."""

    def page_path(self: Any, name: str, view: Any, tail: str = "") -> URLPattern:
        """The address `<pk>/<name>/` of a page, named `admin:<app>_<model>_<name>`."""
        label = f"{self.opts.app_label}_{self.opts.model_name}_{name}"
        return path(f"<int:pk>/{name}/{tail}", self.admin_site.admin_view(view), name=label)

    def item_for(self: Any, request: HttpRequest, pk: int, verb: Verb = Verb.VIEW) -> Any:
        """The item, or 404 where there is none, or 403 where the policy says no."""
        item = self.get_object(request, unquote(str(pk)))
        if item is None:
            raise Http404("There is no such item.")
        allowed = may_publish(request.user, item) if verb is Verb.PUBLISH else may(request.user, verb, item)
        if not allowed:
            raise PermissionDenied
        return item

    def item_page(self: Any, request: HttpRequest, template: str, item: Any, title: str, **context: Any) -> Any:
        """A page in the admin's frame."""
        frame = {
            **self.admin_site.each_context(request),
            "title": title,
            "item": item,
            "opts": self.opts,
            "change_address": self.change_address(item),
            "list_address": self.list_address(),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, template, frame | context)
