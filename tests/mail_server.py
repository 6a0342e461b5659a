"""A real mail server on this machine, which remembers what it accepted and can be told to misbehave."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

from tests.servers import free_port

OK = "250 OK"


@dataclass
class Box:
    """The handler of the server: what came in, and what it says to each step (`None` breaks the connection off)."""

    at_rcpt: Callable[[str], str | None] = lambda address: OK
    at_data: Callable[[str], str | None] = lambda address: OK
    accepted: list[tuple[str, bytes]] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        """Asked for a receiver."""
        self.asked[address] += 1
        said = self.at_rcpt(address)
        if said == OK:
            envelope.rcpt_tos.append(address)
        return self._say(server, said)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """The whole letter is here."""
        (address,) = envelope.rcpt_tos
        said = self.at_data(address)
        if said == OK:
            self.accepted.append((address, envelope.content))
        return self._say(server, said)

    def _say(self, server: Any, said: str | None) -> str:
        if said is None:
            server.transport.abort()
        return said or OK

    @property
    def addresses(self) -> list[str]:
        """Who got letters, in alphabetical order."""
        return sorted(address for address, _ in self.accepted)

    def letter(self, place: int = 0) -> EmailMessage:
        """A letter as a mail program reads it."""
        return message_from_bytes(self.accepted[place][1], policy=policy.default)  # type: ignore[return-value]


class _Server(SMTP):
    """Reads to the end what had arrived when the connection went, as mail servers do: a whole letter is accepted."""

    def connection_lost(self, error: Exception | None) -> None:
        """Lets the reading go on for a moment; the library would throw away what it has not looked at yet."""
        reading, transport = self._handler_coroutine, self.transport
        self._handler_coroutine = self.loop.create_future()  # type: ignore[assignment]
        super().connection_lost(error)
        self.transport = transport
        self.loop.call_later(1, reading.cancel)  # type: ignore[union-attr]


class _Controller(Controller):
    """Runs such a server."""

    def factory(self) -> SMTP:
        """One for each connection."""
        return _Server(self.handler, **self.SMTP_kwargs)


@contextmanager
def mail_server(box: Box) -> Iterator[int]:
    """Runs the server, and gives its port."""
    controller = _Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()
