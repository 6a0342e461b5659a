"""What is wrong with a notice or an event before it is published: findings, each with its place and its remedy."""

from events.models import Event, Post
from events.review.counting import counting
from events.review.counts import counts
from events.review.dates import dates
from events.review.directions import directions
from events.review.facts import completeness, record, references
from events.review.finding import Finding, Review
from events.review.headings import headings
from events.review.items import read_event, read_post
from events.review.lead_ins import lead_ins
from events.review.links import dead_links, link_texts
from events.review.names import names
from events.review.pictures import pictures
from events.review.subject import Rule, Subject
from events.review.tense import tense

__all__ = ["TEXT_RULES", "Finding", "Review", "findings", "review_event", "review_post"]

# The rules about words, for every text of every floor.
TEXT_RULES: tuple[Rule, ...] = (
    references,
    lead_ins,
    dead_links,
    link_texts,
    headings,
    directions,
    tense,
    dates,
    counts,
    names,
)
_RULES: tuple[Rule, ...] = (completeness, pictures, *TEXT_RULES)


def findings(subject: Subject, rules: tuple[Rule, ...] = TEXT_RULES) -> tuple[Finding, ...]:
    """What the rules find, each thing once."""
    return tuple(dict.fromkeys(finding for rule in rules for finding in rule(subject)))


def review_post(post: Post) -> tuple[Finding, ...]:
    """All findings about a notice as the database has it."""
    return findings(read_post(post), _RULES)


def review_event(event: Event) -> tuple[Finding, ...]:
    """All findings about an event as the database has it."""
    read, subject = read_event(event)
    return findings(subject, _RULES) + tuple(record(read)) + tuple(counting(read))
