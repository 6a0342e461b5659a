"""What staff have said to be two although the names are alike; the history of each says so."""

import re
from collections.abc import Iterable
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType

_BEGINNING = "Told apart: not the same "
_NUMBER = re.compile(_BEGINNING + r"[\w ]+ as No\. (\d+)")


def apart_text(model: Any, other: Any) -> str:
    """What the history of the one says of the other."""
    return f"{_BEGINNING}{model._meta.verbose_name} as No. {other.pk}, “{other}”."


def told_apart(model: Any, pks: Iterable[int] | None = None) -> set[frozenset[int]]:
    """The pairs of a kind that are known to be two, all of them or those with one of `pks`."""
    kind = ContentType.objects.get_for_model(model)
    entries = LogEntry.objects.filter(content_type=kind, change_message__startswith=_BEGINNING)
    if pks is not None:
        entries = entries.filter(object_id__in=[str(pk) for pk in pks])
    found = entries.values_list("object_id", "change_message")
    return {frozenset((int(pk or 0), int(match[1]))) for pk, text in found if (match := _NUMBER.match(text))}
