"""The admin site: Django's own, under the portal's content security policy, with the staff's first page."""

from collections.abc import Callable
from functools import partial
from typing import Any

from allauth.account import views as account
from csp.constants import NONCE, SELF
from csp.decorators import csp_update
from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.db.models.base import ModelBase
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import NoReverseMatch, path, reverse
from django.utils.functional import SimpleLazyObject

from events.desk.results import TellingResults
from events.models import Event, Participation, Post
from events.policy import Verb, may
from reports.views import documents, survey_form
from unpog_portal.activity import last_acts, latest_items
from unpog_portal.attention import NeedFilter, attention
from unpog_portal.cloning import clone
from unpog_portal.needs import NEEDS
from unpog_portal.processing import personal_data
from unpog_portal.tasks import by_task

# What Django's admin needs beyond the public pages: its own scripts, the editor's import map, look-ups, drawn icons.
ADMIN_POLICY = {"script-src": [SELF, NONCE], "connect-src": [SELF], "img-src": ["data:"]}
_policed: Callable[[Any], Any] = csp_update(ADMIN_POLICY)
# What the office does most often: the words, the door, and the kind of row that one must be allowed to add.
BUTTONS: tuple[tuple[str, str, type[Model]], ...] = (
    ("New notice", "admin:events_post_add", Post),
    ("New event", "admin:events_event_add", Event),
    ("Import participants", "admin:events_import_participants", Participation),
)


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


class PortalAdminSite(AdminSite):
    """Django's admin with the office's name; scripts come from the portal itself, nothing is inline."""

    site_title = f"{settings.PORTAL['acronym']} Portal"
    site_header = settings.PORTAL["unit"]
    index_title = "Staff desk"
    # The first page lists everything by task; beside a long list there is no room to say it again.
    enable_nav_sidebar = False

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Gives the lists whose rows may need something the filter that the first page links to."""
        super().register(model_or_iterable, admin_class, **options)
        needy = {need.model for need in NEEDS}
        for model in [model_or_iterable] if isinstance(model_or_iterable, ModelBase) else model_or_iterable:
            if model in needy:
                keeper: Any = self._registry[model]
                keeper.list_filter = [NeedFilter, *keeper.list_filter]

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> Any:
        """The lists that somebody may see, made up only where a page shows them: Django asks on every page."""
        return SimpleLazyObject(partial(self._app_list, request, app_label))

    def _app_list(self, request: HttpRequest, app_label: str | None) -> list[Any]:
        """The lists by task; those of one app as Django gives them."""
        apps: list[Any] = super().get_app_list(request, app_label)
        if app_label is not None:
            return apps
        return by_task((entry for app in apps for entry in app["models"]), index=reverse("admin:index"))

    def get_urls(self) -> list[Any]:
        """Adds the pages that only the roof can offer, because they know several floors."""
        address = "events/event/<int:pk>/clone/"
        own = [
            path(address, self.admin_view(clone), name="events_event_clone"),
            path("personal-data/", self.admin_view(personal_data), name="personal_data"),
            *survey_form.urls(self),
            *documents.urls(self),
        ]
        return [*own, *super().get_urls()]

    def autocomplete_view(self, request: HttpRequest) -> Any:
        """What is found while one types, with what tells the results apart."""
        return TellingResults.as_view(admin_site=self)(request)

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """The first page: what needs attention, what is done most often, what was done last, and every list."""
        user = request.user
        buttons = [(words, _address(name)) for words, name, model in BUTTONS if may(user, Verb.ADD, model)]
        context = {
            "attention": attention(user),
            "buttons": [(words, address) for words, address in buttons if address],
            "items": latest_items(user),
            "acts": last_acts(user),
        }
        return super().index(request, {**context, **(extra_context or {})})

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Every page of the admin, under its policy."""
        return _policed(super().admin_view(view, cacheable))

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Leads to the portal's one door; who is signed in and no staff is told so."""
        if request.user.is_authenticated and not self.has_permission(request):
            raise PermissionDenied("This account is not one of the staff's.")
        address = request.GET.get(REDIRECT_FIELD_NAME) or reverse("admin:index", current_app=self.name)
        return redirect_to_login(address, reverse("account_login"))

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Out by the same door."""
        return account.logout(request)

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Where everybody changes a password, and the second factor."""
        return HttpResponseRedirect(reverse("account_change_password"))
