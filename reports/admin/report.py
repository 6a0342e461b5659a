"""Reports and their sections."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from events.desk.filters import StateFilter
from events.desk.keys import KeyedAdmin, Rows
from events.desk.publishing import ADDRESS, PUBLIC, PublishableAdmin
from events.models import AuditEntry
from reports.actions import kept_pdf, publish_report
from reports.documents.final_report import EmptyReportError
from reports.models import Report, ReportSection
from reports.pdf import PdfError
from reports.policy import may_see_internal_edition
from reports.review import review_report
from reports.views import report
from reports.views.report import pdf_response

EDITIONS = ("public", "internal")


class SectionRows(Rows):
    """Sections in their order; without any row the report has all of them in the usual order."""

    model = ReportSection


@admin.register(Report)
class ReportAdmin(PublishableAdmin):
    """Final reports: what is written by hand; every number is computed."""

    list_display = ["title", "symbol", "event", "version", "issued_on", "language", "state"]
    list_filter = [StateFilter, "language"]
    list_select_related = ["event"]
    search_fields = ["title", "symbol", "event__title", "slug"]
    date_hierarchy = "issued_on"
    autocomplete_fields = ["event"]
    readonly_fields = ["editions", "pdf_pages", "pdf_size"]
    inlines = [SectionRows]
    page = staticmethod(report.detail)
    review = staticmethod(review_report)
    publish_item = staticmethod(publish_report)
    fieldsets = [
        (None, {"fields": ["event", "title", "symbol", ("version", "version_note"), "issued_on", "editions"]}),
        (
            "Text",
            {
                "description": "Figures are written as references, such as {participants} or {countries}: they are "
                "filled in from the event's numbers and can never disagree with them.",
                "fields": ["lead", "summary"],
            },
        ),
        ("Travel budget", {"fields": ["names_travellers"]}),
        ADDRESS,
        PUBLIC,
        ("The file as built last", {"fields": [("pdf_pages", "pdf_size")]}),
    ]

    @admin.display(description="PDF of the facts as they are now")
    def editions(self, report: Report) -> SafeString:
        """Links to both editions; who may not see the internal one is told so there."""
        if report.pk is None:
            return format_html("{}", "after the first save")
        public, internal = (reverse("admin:reports_report_pdf", args=[report.pk, name]) for name in EDITIONS)
        return format_html('<a href="{}">Public edition</a> · <a href="{}">Internal edition</a>', public, internal)

    def get_readonly_fields(self, request: HttpRequest, obj: Report | None = None) -> list[str]:
        """Only who may see the names beside amounts may have them printed."""
        own = [*super().get_readonly_fields(request, obj)]
        return own if may_see_internal_edition(request.user) else [*own, "names_travellers"]

    def get_urls(self) -> list[URLPattern]:
        """The admin's addresses, and one for each edition of the PDF."""
        own = path("<int:pk>/<slug:edition>.pdf", self.admin_site.admin_view(self.pdf), name="reports_report_pdf")
        return [own, *super().get_urls()]

    def pdf(self, request: HttpRequest, pk: int, edition: str) -> HttpResponseBase:
        """One edition of a report, published or not, for those who may see it."""
        report = self.get_object(request, str(pk))
        if report is None or edition not in EDITIONS:
            raise Http404("There is no such edition.")
        is_internal = edition == "internal"
        if not self.has_view_permission(request, report) or (
            is_internal and not may_see_internal_edition(request.user)
        ):
            raise PermissionDenied("This edition names travellers beside amounts.")
        try:
            kept = kept_pdf(report=report, is_internal=is_internal)
        except (EmptyReportError, PdfError) as error:
            self.message_user(request, str(error), level="error")
            return HttpResponseRedirect(reverse("admin:reports_report_change", args=[pk]))
        if is_internal:
            AuditEntry.record(AuditEntry.Action.EXPORTED, by=request.user, item=report, detail="internal edition")
        return pdf_response(request, kept.path, kept.fingerprint, f"{report.slug}-{edition}")

    def public_address(self, item: Report) -> str:
        """The report's HTML edition."""
        return reverse("reports:report_detail", args=[item.slug])


@admin.register(ReportSection)
class ReportSectionAdmin(KeyedAdmin):
    """Sections of all reports."""

    ordering = ["report", "position"]
    list_display = ["kind", "report", "position", "is_included", "heading"]
    list_filter = ["kind", "is_included"]
    list_select_related = ["report"]
    search_fields = ["heading", "introduction", "report__title", "report__symbol"]
    autocomplete_fields = ["report"]
