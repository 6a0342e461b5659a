"""How gunicorn serves the portal (`gunicorn -c python:unpog_portal.server`), with a log that knows no respondent."""

from typing import Any

from gunicorn.glogging import Logger  # type: ignore[import-untyped]

from unpog_portal.logs import HIDDEN, WithoutTokens, without_tokens

# What is left of a request for a survey: how, how well, how long, how much.
_KEPT = frozenset("tsmHbBTDMLp")


class PortalLogger(Logger):
    """Writes of a request below /surveys/ neither the address it came from, nor its path, query, or browser."""

    def setup(self, cfg: Any) -> None:
        """Cleans gunicorn's own messages, too: one names the address of a request that went wrong."""
        super().setup(cfg)
        self.error_log.addFilter(WithoutTokens())

    def atoms(self, resp: Any, req: Any, environ: Any, request_time: Any) -> dict[str, Any]:
        """What the access log's format may name."""
        found: dict[str, Any] = super().atoms(resp, req, environ, request_time)
        path = f"/{environ.get('RAW_URI', '')} {environ.get('PATH_INFO', '')}"
        if without_tokens(path) == path:
            return {name: without_tokens(value) if isinstance(value, str) else value for name, value in found.items()}
        kept = {name: value if name in _KEPT else "-" for name, value in found.items()}
        line = f"{environ['REQUEST_METHOD']} {HIDDEN} {environ['SERVER_PROTOCOL']}"
        return kept | {"r": line, "U": HIDDEN}


wsgi_app = "unpog_portal.wsgi"
worker_class = "gthread"
threads = 8
control_socket_disable = True
logger_class = PortalLogger
