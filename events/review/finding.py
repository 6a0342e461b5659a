"""What a review says: one thing that is not right, with its place and its remedy."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Finding:
    """One thing that is not right.

    `rule` names the rule, `field` the field of the form ("" for the item as a whole, "links-2-url" for a field of the
    third row of a relation), `quote` the words it is about, `message` what is wrong with them, `remedy` what to do.
    A blocking finding keeps the item from being published; an advisory one is only shown.
    """

    rule: str
    field: str
    quote: str
    message: str
    remedy: str
    is_blocking: bool = False


Review = Callable[[Any], tuple[Finding, ...]]
