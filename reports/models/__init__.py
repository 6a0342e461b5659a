"""The nouns of this floor, with their querysets and constraints."""

from reports.models.report import Report, ReportSection

__all__ = ["Report", "ReportSection"]
