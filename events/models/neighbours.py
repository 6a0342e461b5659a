"""Before and after: items in the order of their date, where items of one day keep a fixed order."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import JSONField, OuterRef, Q, Subquery

from events.models.publishing import PublishableQuerySet
from events.models.rows import JsonRow


@dataclass(frozen=True)
class Neighbour:
    """The item before or after another: enough for a link with its date."""

    slug: str
    title: str
    starts_on: date
    ends_on: date


def neighbour(item: models.Model, side: str) -> Neighbour | None:
    """The neighbour of an item of `with_neighbours()` on one side, "earlier" or "later"."""
    found = getattr(item, side)
    if found is None:
        return None
    days = {name: date.fromisoformat(found[name]) for name in ("starts_on", "ends_on")}
    return Neighbour(found["slug"], found["title"], **days)


class NeighboursQuerySet(PublishableQuerySet):
    """Published items in the order of `FIRST_DAY`, with their neighbours in the same statement."""

    FIRST_DAY: str
    LAST_DAY: str

    def latest_first(self) -> Self:
        """The newest item first."""
        return self.order_by(f"-{self.FIRST_DAY}", "-id")

    def before(self, item: Any) -> Self:
        """Older items than `item` (only its date and key are read), the newest of them first."""
        return self._before(getattr(item, self.FIRST_DAY), item.pk)

    def after(self, item: Any) -> Self:
        """Newer items than `item`, the oldest of them first."""
        return self._after(getattr(item, self.FIRST_DAY), item.pk)

    def with_neighbours(self) -> Self:
        """Adds `earlier` and `later`, published and in the same language; read them with `neighbour(item, side)`."""
        others = type(self)(self.model).published().filter(language=OuterRef("language"))
        place = OuterRef(self.FIRST_DAY), OuterRef("pk")
        return self.annotate(earlier=self._link(others._before(*place)), later=self._link(others._after(*place)))

    def _before(self, day: Any, pk: Any) -> Self:
        older = Q(**{f"{self.FIRST_DAY}__lt": day}) | Q(**{self.FIRST_DAY: day, "id__lt": pk})
        return self.filter(older).latest_first()

    def _after(self, day: Any, pk: Any) -> Self:
        newer = Q(**{f"{self.FIRST_DAY}__gt": day}) | Q(**{self.FIRST_DAY: day, "id__gt": pk})
        return self.filter(newer).order_by(self.FIRST_DAY, "id")

    def _link(self, others: models.QuerySet) -> Subquery:
        link = JsonRow(slug="slug", title="title", starts_on=self.FIRST_DAY, ends_on=self.LAST_DAY)
        return Subquery(others.annotate(_link=link).values("_link")[:1], output_field=JSONField())
