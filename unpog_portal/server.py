"""How gunicorn serves the portal (`gunicorn -c python:unpog_portal.server`), with a log that knows no respondent."""

from typing import Any

from gunicorn.glogging import Logger  # type: ignore[import-untyped]

from unpog_portal.logs import WithoutTokens, without_tokens

# What is left of a request for a survey or by a link of one's own: how, how well, how long, how much.
_KEPT = frozenset("tsmHbBTDMLp")


class PortalLogger(Logger):
    """Writes neither who asked, nor for what, nor with which browser, below /surveys/ and by a link of one's own."""

    def setup(self, cfg: Any) -> None:
        """Cleans gunicorn's own messages, too: one names the address of a request that went wrong."""
        super().setup(cfg)
        self.error_log.addFilter(WithoutTokens())

    def atoms(self, resp: Any, req: Any, environ: Any, request_time: Any) -> dict[str, Any]:
        """What the access log's format may name."""
        found: dict[str, Any] = super().atoms(resp, req, environ, request_time)
        raw, path = f"/{environ.get('RAW_URI', '')}", environ.get("PATH_INFO", "")
        hidden = next((cleaned for one in (path, raw) if (cleaned := without_tokens(one)) != one), "")
        if not hidden:
            return {name: without_tokens(value) if isinstance(value, str) else value for name, value in found.items()}
        kept = {name: value if name in _KEPT else "-" for name, value in found.items()}
        line = f"{environ['REQUEST_METHOD']} {hidden} {environ['SERVER_PROTOCOL']}"
        return kept | {"r": line, "U": hidden}


wsgi_app = "unpog_portal.wsgi"
worker_class = "gthread"
threads = 8
control_socket_disable = True
logger_class = PortalLogger
