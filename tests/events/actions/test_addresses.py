"""Where a request comes from, whatever it claims."""

import pytest
from django.test import RequestFactory

from events.actions.addresses import network_address


def _address(remote: str, forwarded: str = "") -> str:
    claims = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    return network_address(RequestFactory().get("/", REMOTE_ADDR=remote, **claims))


@pytest.mark.parametrize(
    ("proxies", "remote", "forwarded", "found"),
    [
        ([], "203.0.113.9", "", "203.0.113.9"),
        ([], "203.0.113.9", "198.51.100.1", "203.0.113.9"),
        (["10.0.0.1"], "203.0.113.9", "198.51.100.1", "203.0.113.9"),
        (["10.0.0.1"], "10.0.0.1", "198.51.100.1", "198.51.100.1"),
        (["10.0.0.1"], "10.0.0.1", "192.0.2.66, 198.51.100.1", "198.51.100.1"),
        (["10.0.0.0/8"], "10.0.0.1", "192.0.2.66, 198.51.100.1, 10.2.3.4", "198.51.100.1"),
        (["10.0.0.1"], "10.0.0.1", "", "10.0.0.1"),
        (["10.0.0.1"], "10.0.0.1", "198.51.100.1, rubbish", "unknown"),
        (["unix"], "", "192.0.2.66, 198.51.100.1", "198.51.100.1"),
        ([], "", "198.51.100.1", "unknown"),
        ([], "::ffff:203.0.113.9", "", "203.0.113.9"),
        ([], "2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::/64"),
    ],
)
def test_address_is_what_the_own_proxies_saw(settings, proxies, remote, forwarded, found) -> None:
    settings.PORTAL_PROXIES = proxies
    assert _address(remote, forwarded) == found
