"""What no log may keep: which survey a request was for and whose link it used. Knows no settings and no server.

Of a registration the event may be named, and nothing that follows it: that is somebody's own link.
"""

import logging
import re

SURVEYS = "/surveys/"
HIDDEN = f"{SURVEYS}***"
_SURVEY_PATH = re.compile(r"/+surveys/+[^\s\"'<>]*", re.IGNORECASE)
_REGISTRATION_PATH = re.compile(r"(/events/+[^\s\"'<>/]+/+registration/+)(?!\*)[^\s\"'<>]+", re.IGNORECASE)
_ENCODED = re.compile(r"%(?:2f|6[1-9a-f]|7[0-9a]|4[1-9a-f]|5[0-9a])", re.IGNORECASE)


def without_tokens(text: str) -> str:
    """A text in which every address below /surveys/ ends there, and one of a registration with the event's form."""
    plain = _ENCODED.sub(lambda code: chr(int(code[0][1:], 16)), text)
    cleaned = _REGISTRATION_PATH.sub(r"\1***", _SURVEY_PATH.sub(HIDDEN, plain))
    return cleaned if cleaned != plain else text


class WithoutTokens(logging.Filter):
    """Takes tokens out of the message of a record, wherever they stand in it; keeps every record."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Writes the message out, so that no handler behind this filter sees what it was made of."""
        said = record.getMessage()
        cleaned = without_tokens(said)
        if cleaned != said:
            record.msg, record.args = cleaned, ()
            record.__dict__.pop("request", None)
        return True
