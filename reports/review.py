"""What is wrong with the texts of a report before it is published: the rules about words, on what the office wrote."""

from collections.abc import Iterator

from django.urls import reverse

from events.review import Finding, findings
from events.review.items import event_register, public_at
from events.review.subject import Subject, Text
from reports.figures import report_facts
from reports.models import Report


def _texts(report: Report) -> Iterator[Text]:
    yield from (Text("title", report.title, True), Text("lead", report.lead), Text("summary", report.summary))
    for place, section in enumerate(report.sections.order_by("position", "id")):
        yield Text(f"sections-{place}-heading", section.heading, True)
        yield Text(f"sections-{place}-introduction", section.introduction)


def review_report(report: Report) -> tuple[Finding, ...]:
    """All findings about the title, the lead, the summary and the introductions, as the database has them."""
    facts = report_facts(report)
    subject = Subject(
        language=report.language,
        address=reverse("reports:report_detail", args=[report.slug]),
        public_at=public_at(report),
        register=event_register(facts.event),
        texts=tuple(_texts(report)),
        references=facts.known,
        event=facts.event,
        told_on=report.issued_on,
    )
    return findings(subject)
