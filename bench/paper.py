"""The final report as PDF, from facts to file, beside bare WeasyPrint on the same HTML: time on the clock."""

import time
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from bench.pairs import Pair, Ratio
from reports.documents.final_report import build_final_report, internal_or_public
from reports.models import Report
from reports.pdf import Document


class _Assets(URLFetcher):
    """Knows the files of a document."""

    def __init__(self, document: Document) -> None:
        super().__init__(allowed_protocols=["data"])
        self._files = document.assets

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
        """The content behind an address."""
        found = self._files.get(url)
        return URLFetcherResponse(url, found.read_bytes()) if found else super().fetch(url, headers)


def _bare(document: Document) -> bytes:
    fonts, fetcher = FontConfiguration(), _Assets(document)
    styles = CSS(string=document.css, url_fetcher=fetcher, font_config=fonts)
    html = HTML(string=document.html, url_fetcher=fetcher)
    return html.write_pdf(stylesheets=[styles], font_config=fonts, pdf_variant="pdf/ua-1")


def measure(*, rounds: int = 2) -> Ratio:
    """The report on the 2012 forum."""
    report = Report.objects.select_related("event").order_by("pk")[0]

    def ours() -> None:
        composed, document = internal_or_public(report, is_internal=False)
        build_final_report(composed, document, lambda step: None)

    _, document = internal_or_public(report, is_internal=False)
    name = "Final report, facts to file / bare WeasyPrint"
    return Pair(name, ours, lambda: _bare(document), rounds, clock=time.perf_counter, target=1.15).compare()
