"""What Indico's export of a survey looks like: a column for each question, after who sent it and when."""

from collections.abc import Iterable

from events.imports.table import header_key

SUBMITTER, SUBMITTED = "submitter", "submissiondate"


def is_indico(headers: Iterable[str]) -> bool:
    """Whether a table is what Indico writes, as CSV or XLSX."""
    keys = {header_key(header) for header in headers}
    return {SUBMITTER, SUBMITTED} <= keys


def bare_title(header: str) -> str:
    """A question's title without the title of its section, which Indico writes before it."""
    return header.partition(": ")[2] or header
