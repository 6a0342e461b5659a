"""Reports and their sections."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from events.models.fields import RichTextField
from reports.actions import kept_pdf
from reports.documents.final_report import EmptyReportError
from reports.models import Report, ReportSection
from reports.pdf import PdfError
from reports.policy import may_see_internal_edition
from reports.views.report import pdf_response

EDITIONS = ("public", "internal")


class SectionRows(admin.TabularInline):
    """Sections in their order; without any row the report has all of them in the usual order."""

    model = ReportSection
    extra = 0
    formfield_overrides = {RichTextField: {"widget": AdminTextareaWidget(attrs={"rows": 3})}}


@admin.register(Report)
class ReportAdmin(admin.ModelAdmin):
    """Final reports: what is written by hand; every number is computed."""

    save_on_top = True
    list_display = ["title", "symbol", "event", "version", "issued_on", "language", "state"]
    list_filter = ["live", "language"]
    list_select_related = ["event"]
    search_fields = ["title", "symbol", "event__title", "slug"]
    date_hierarchy = "issued_on"
    autocomplete_fields = ["event"]
    prepopulated_fields = {"slug": ["title"]}
    readonly_fields = ["editions", "first_published_at", "last_published_at", "pdf_pages", "pdf_size"]
    actions = ["make_public", "take_offline"]
    inlines = [SectionRows]
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
        ("Address and language", {"fields": ["slug", "language"]}),
        (
            "Who can see it",
            {
                "description": "Nothing is public until you tick the box, and a report never before its event.",
                "fields": [
                    ("live", "go_live_at", "expire_at"),
                    ("first_published_at", "last_published_at"),
                    ("pdf_pages", "pdf_size"),
                ],
            },
        ),
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
        return pdf_response(request, kept.path, kept.fingerprint, f"{report.slug}-{edition}")

    @admin.action(description="Make public", permissions=["change"])
    def make_public(self, request: HttpRequest, queryset: Any) -> None:
        """Turns the public switch on, and says so in each report's history."""
        self._note(request, queryset.make_public(), "Made public")

    @admin.action(description="Take offline", permissions=["change"])
    def take_offline(self, request: HttpRequest, queryset: Any) -> None:
        """Turns the public switch off, and says so in each report's history."""
        self._note(request, queryset.take_offline(), "Taken offline")

    def _note(self, request: HttpRequest, items: list[Any], message: str) -> None:
        for item in items:
            self.log_change(request, item, f"{message}.")
        self.message_user(request, f"{message}: {len(items)}.")


@admin.register(ReportSection)
class ReportSectionAdmin(admin.ModelAdmin):
    """Sections of all reports."""

    save_on_top = True
    ordering = ["report", "position"]
    list_display = ["kind", "report", "position", "is_included", "heading"]
    list_filter = ["kind", "is_included"]
    list_select_related = ["report"]
    search_fields = ["heading", "introduction", "report__title", "report__symbol"]
    autocomplete_fields = ["report"]
