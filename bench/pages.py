"""Public pages beside the smallest Django page of the same content: CPU time of a request, without any server."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory, override_settings

from bench.pairs import Pair, Ratio
from events.models import Post

_FACTORY = RequestFactory()
EVENT = "global-e-government-forum-2012"


def opener(*, is_peer: bool = False) -> Callable[[str], bytes]:
    """Opens addresses of the portal with all its layers, or of the peer with none."""
    with override_settings(**({"MIDDLEWARE": []} if is_peer else {})):
        handler = WSGIHandler()

    def open_page(address: str) -> bytes:
        status: list[str] = []

        def start(said: str, headers: Any, failure: Any = None) -> Any:
            status.append(said)

        environ: dict[str, Any] = _FACTORY.get(address, secure=True, headers={"host": "localhost"}).environ
        answer = handler(environ, start)
        body = b"".join(answer)
        answer.close()
        if not status[0].startswith("200"):
            raise RuntimeError(f"{address} answers {status[0]}")
        return body

    return open_page


def measure(*, rounds: int = 15, repeats: int = 4) -> list[Ratio]:
    """The event page, a notice, and both lists."""
    notice = Post.objects.published().order_by("pk").values_list("slug", flat=True)[0]
    pages = {
        "Event page": (f"/events/{EVENT}/", 1.3),
        "News page": (f"/news/{notice}/", 1.3),
        "List of events": ("/events/", None),
        "List of news": ("/news/", None),
    }
    with override_settings(ROOT_URLCONF="bench.peer"):
        ours, peer = opener(), opener(is_peer=True)
        return [
            Pair(
                f"{name} / minimal page", partial(ours, at), partial(peer, f"/peer{at}"), rounds, repeats, target=target
            ).compare()
            for name, (at, target) in pages.items()
        ]
