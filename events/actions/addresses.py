"""Where a request comes from; what a visitor claims about that is believed from the portal's own proxies alone."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

# One household or office has this much of the IPv6 address space to itself.
IPV6_PREFIX = 64
# What PORTAL_PROXIES names a proxy that speaks through a socket in the file system.
SOCKET = "unix"


def _parse(text: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(text.strip())
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


def _is_own_proxy(text: str) -> bool:
    if not text.strip():
        return SOCKET in settings.PORTAL_PROXIES
    address = _parse(text)
    networks = (ip_network(name, strict=False) for name in settings.PORTAL_PROXIES if name != SOCKET)
    return address is not None and any(address in network for network in networks)


def network_address(request: HttpRequest) -> str:
    """The address that reached the outermost of the portal's own proxies; of IPv6 the network."""
    claimed = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    chain = [*filter(str.strip, claimed), request.META.get("REMOTE_ADDR", "")]
    nearest = chain.pop()
    # Each own proxy adds whom it heard from at the end; whatever stands before that may be forged.
    while chain and _is_own_proxy(nearest):
        nearest = chain.pop()
    address = _parse(nearest)
    if isinstance(address, IPv6Address):
        return str(ip_network((address, IPV6_PREFIX), strict=False))
    return str(address) if address else "unknown"
