"""The demo data, loaded once for the stories of a file, and someone who may change it."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from events.models import Event
from tests.journeys.portal import everything
from tests.reports.demo import load_demo


@pytest.fixture(scope="module")
def before(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, str]]:
    """What every place says of the demo data; the stories of a file change it and forget their changes."""
    moment = datetime(2026, 12, 1, 12, tzinfo=UTC)
    with time_machine.travel(moment), django_db_blocker.unblock(), transaction.atomic():
        load_demo()
        Event.objects.update(last_published_at=timezone.now())  # saved today already: the day will not differ
        yield everything()
        transaction.set_rollback(True)
