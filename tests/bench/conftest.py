"""Pages are opened here without the test client, inside a test's transaction."""

from collections.abc import Iterator

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections


@pytest.fixture(autouse=True)
def connection_stays() -> Iterator[None]:
    """The end of a request would close the connection whose transaction the test undoes."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
