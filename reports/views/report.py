"""The public reports: list, HTML edition, PDF and cover picture."""

from textwrap import wrap

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from reports.actions import kept_pdf
from reports.charts import data_ring
from reports.documents.final_report import EmptyReportError, compose_report
from reports.figures import report_facts
from reports.models import Report
from reports.pdf import PdfError

_LAST_LINE, _LINE = 198, 17  # base line of a cover's last line of title, and the way to the next, in millimetres


def _published(slug: str) -> Report:
    return get_object_or_404(Report.objects.published().select_related("event"), slug=slug, language="en")


@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    """All public reports, those of the latest events first."""
    reports = Report.objects.published().in_language("en").select_related("event")
    return render(request, "reports/report/list.html", {"reports": reports})


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The HTML edition."""
    report = _published(slug)
    try:
        composed = compose_report(report)
    except EmptyReportError:
        return render(request, "reports/report/empty.html", {"report": report}, status=404)
    return render(request, "reports/report/detail.html", composed.context())


@require_safe
def pdf(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The public edition as PDF; a change of any fact gives a new file."""
    report = _published(slug)
    try:
        kept = kept_pdf(report=report)
    except EmptyReportError:
        return render(request, "reports/report/empty.html", {"report": report}, status=404)
    except (PdfError, OSError):  # the builder gave up, or the disk is full
        return render(request, "reports/report/unavailable.html", {"report": report}, status=503)
    return pdf_response(request, kept.path, kept.fingerprint, report.slug)


def pdf_response(request: HttpRequest, path: object, etag: str, name: str) -> HttpResponseBase:
    """A kept file, or 304 where the reader has it already."""
    quoted = f'"{etag}"'
    if quoted in request.headers.get("If-None-Match", ""):
        return HttpResponseNotModified(headers={"ETag": quoted})
    return FileResponse(
        open(str(path), "rb"),  # noqa: PTH123 - the response closes it
        content_type="application/pdf",
        filename=f"{name}.pdf",
        headers={"ETag": quoted, "Cache-Control": "no-cache"},
    )


@require_safe
def cover(request: HttpRequest, slug: str) -> HttpResponse:
    """The cover as a small picture, drawn from the figures of the day."""
    facts = report_facts(_published(slug))
    texts = wrap(facts.event.title, 20, break_on_hyphens=False)[:4]
    first = _LAST_LINE - _LINE * (len(texts) - 1)
    lines = [{"text": text, "y": first + _LINE * number} for number, text in enumerate(texts)]
    context = {"ring": data_ring(facts), "lines": lines, "kicker_y": first - _LINE}
    return render(request, "reports/documents/cover.svg", context, content_type="image/svg+xml")
