"""Shows the findings of a review beside the fields that they are about."""

from collections.abc import Sequence
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from events.review import Finding


def count_text(findings: Sequence[Finding]) -> str:
    """How much there is to do, in a sentence: "2 things to mend, 1 to look at."; "" where there is nothing."""
    blocking = sum(finding.is_blocking for finding in findings)
    advisory = len(findings) - blocking
    parts = []
    if blocking:
        parts.append(f"{blocking} {'thing' if blocking == 1 else 'things'} to mend")
    if advisory:
        parts.append(f"{advisory} to look at")
    return f"{', '.join(parts)}." if parts else ""


def _entry(finding: Finding) -> SafeString:
    kind = "To mend" if finding.is_blocking else "To look at"
    return format_html("<li><strong>{}:</strong> {} {}</li>", kind, finding.message, finding.remedy)


def _add(field: Any, findings: Sequence[Finding]) -> None:
    entries = format_html_join("", "{}", ((_entry(finding),) for finding in findings))
    field.help_text = format_html('{}<ul class="findings">{}</ul>', field.help_text, entries)


def beside(findings: Sequence[Finding], form: Any, formsets: Sequence[Any]) -> tuple[tuple[Finding, str], ...]:
    """Adds each finding to the help of its field, so that it is read out with it; a row's field is "links-0-url".

    Returns the findings with the place of the field in the page, "" where the form does not show it.
    """
    fields = {name: (field, f"id_{form.add_prefix(name)}") for name, field in form.fields.items()}
    for formset in formsets:
        for row in formset.formset.initial_forms:
            names = {row.add_prefix(name): field for name, field in row.fields.items()}
            fields |= {name: (field, f"id_{name}") for name, field in names.items()}
    by_field: dict[str, list[Finding]] = {}
    for finding in findings:
        by_field.setdefault(finding.field, []).append(finding)
    for name, found in by_field.items():
        if name in fields:
            _add(fields[name][0], found)
    return tuple((finding, fields[finding.field][1] if finding.field in fields else "") for finding in findings)
