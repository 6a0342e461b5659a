"""Where an address on this portal leads: to something public, to something that is not public yet, or nowhere."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles import finders
from django.http.request import validate_host
from django.urls import Resolver404, ResolverMatch, resolve

from events.models import Event, Language, OldAddress, Publishable


class Target(StrEnum):
    """What a reader finds at an address."""

    ELSEWHERE = "elsewhere"
    PUBLIC = "public"
    HIDDEN = "hidden"
    NOWHERE = "nowhere"
    BROKEN = "broken"


def _nouns() -> dict[tuple[str, str], type[Publishable]]:
    """Items with an address of their own, by floor and noun: the module of a model is named as its addresses are."""
    models = [model for model in apps.get_models() if issubclass(model, Publishable)]
    return {(model._meta.app_label, model.__module__.rpartition(".")[2]): model for model in models}


def _is_ours(host: str) -> bool:
    hosts = [name for name in settings.ALLOWED_HOSTS if name != "*"]
    return validate_host(host, hosts)


def own_path(address: str, base: str) -> str | None:
    """The path of an address here, read from the page `base`; None for one elsewhere. ValueError where it is broken."""
    parts = urlsplit(address.strip())
    if parts.scheme and parts.scheme not in ("http", "https"):
        return None
    if parts.scheme or parts.netloc:
        host = (parts.hostname or "").lower()
        if not host:
            raise ValueError(address)
        return (unquote(parts.path) or "/") if _is_ours(f"[{host}]" if ":" in host else host) else None
    return unquote(urlsplit(urljoin(base, address.strip())).path) or "/"


def _match(path: str) -> ResolverMatch | None:
    for tried in (path, f"{path}/"):
        try:
            return resolve(tried)
        except Resolver404:
            continue
    return None


class Addresses:
    """Answers for all addresses of an item at once, with a query or two for each kind of target and none for a page."""

    def __init__(self, *, base: str, at: datetime) -> None:
        self._base, self._at, self._nouns = base, at, _nouns()

    def targets(self, addresses: Iterable[str]) -> dict[str, Target]:
        """What each address leads to."""
        found: dict[str, Target] = {}
        wanted: dict[tuple[str, str], dict[str, ResolverMatch]] = defaultdict(dict)
        for address in set(addresses):
            try:
                path = own_path(address, self._base)
            except ValueError:
                found[address] = Target.BROKEN
                continue
            match = _match(path) if path is not None else None
            if path is None or path == self._base:
                found[address] = Target.ELSEWHERE if path is None else Target.PUBLIC
            elif match is not None and "slug" in match.kwargs:
                wanted[self._noun(match)][address] = match
            else:
                found[address] = _page(path, match)
        for noun, matches in wanted.items():
            found |= self._items(noun, matches)
        return found

    def _noun(self, match: ResolverMatch) -> tuple[str, str]:
        return match.namespace, (match.url_name or "").partition("_")[0]

    def _items(self, noun: tuple[str, str], matches: dict[str, ResolverMatch]) -> dict[str, Target]:
        """Pages of items; a page of another floor below an event is public with what that floor has published of it."""
        model = self._nouns.get(noun)
        rows = _published_below(noun[0], self._at) if model is None else None
        model = model or Event
        slugs = {match.kwargs["slug"] for match in matches.values()}
        every = model.objects.filter(slug__in=slugs, language=Language.ENGLISH)
        known = set(every.values_list("slug", flat=True))
        public = set(every.published(at=self._at).values_list("slug", flat=True))
        if rows is not None:
            public &= set(rows.filter(event__slug__in=slugs).values_list("event__slug", flat=True))
        known, public = (
            known | self._once(model, slugs - known),
            public | self._once(model, slugs - known, is_public=True),
        )
        own = self._base.strip("/").rpartition("/")[2] if self._base != "/" else ""
        found = {}
        for address, match in matches.items():
            slug = match.kwargs["slug"]
            is_there = slug in public or (slug == own and slug in known and rows is None)
            found[address] = Target.PUBLIC if is_there else Target.HIDDEN if slug in known else Target.NOWHERE
        return found | self._files(model, noun, matches, found)

    def _once(self, model: type[Publishable], slugs: set[str], *, is_public: bool = False) -> set[str]:
        """Those of the addresses that an item had once: they lead to it for ever."""
        if not slugs:
            return set()
        rows = OldAddress.objects.of_kind(model).filter(slug__in=slugs, language=Language.ENGLISH)
        items = dict(rows.values_list("slug", "item_id"))
        if is_public and items:
            there = set(model.objects.published(at=self._at).filter(pk__in=items.values()).values_list("pk", flat=True))
            return {slug for slug, item in items.items() if item in there}
        return set(items)

    def _files(
        self,
        model: type[Publishable],
        noun: tuple[str, str],
        matches: dict[str, ResolverMatch],
        found: dict[str, Target],
    ) -> dict[str, Target]:
        """Addresses of files that their item does not have."""
        missing = {}
        numbers = {address: match for address, match in matches.items() if "pk" in match.kwargs}
        by_relation: dict[str, dict[str, Any]] = defaultdict(dict)
        for address, match in numbers.items():
            by_relation[f"{(match.url_name or '').split('_')[1]}s"][address] = match.kwargs
        for relation, asked in by_relation.items():
            names = {field.name for field in model._meta.get_fields()}
            if relation in names:
                pairs = model.objects.filter(**{f"{relation}__in": [kwargs["pk"] for kwargs in asked.values()]})
                there = set(pairs.values_list("slug", relation))
                for address, kwargs in asked.items():
                    if (kwargs["slug"], kwargs["pk"]) not in there:
                        missing[address] = Target.NOWHERE
        return missing


def _page(path: str, match: ResolverMatch | None) -> Target:
    """A page without an item: there for all, but the staff's; a static file; or nothing."""
    if match is not None:
        return Target.HIDDEN if match.namespace == "admin" or "admin" in match.namespaces else Target.PUBLIC
    static = settings.STATIC_URL
    if path.startswith(static) and finders.find(path.removeprefix(static)):
        return Target.PUBLIC
    return Target.NOWHERE


def _published_below(floor: str, at: datetime) -> Any:
    """What a floor has published of events, where it says what is public; None where it has nothing of the kind."""
    try:
        models = apps.get_app_config(floor).get_models()
    except LookupError:
        return None
    for model in models:
        names = {field.name for field in model._meta.get_fields()}
        if "event" in names and hasattr(model._default_manager, "published") and not issubclass(model, Publishable):
            return model._default_manager.published(at=at)
    return None
