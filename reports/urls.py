"""The door numbers of the reports."""

from django.urls import path

from reports.views import report

app_name = "reports"
urlpatterns = [
    path("reports/", report.report_list, name="report_list"),
    path("reports/<slug:slug>.pdf", report.pdf, name="report_pdf"),
    path("reports/<slug:slug>/", report.detail, name="report_detail"),
    path("reports/<slug:slug>/cover.svg", report.cover, name="report_cover"),
]
