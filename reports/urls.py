"""The door numbers of the reports."""

from django.urls import path

from reports.views import certificate, report

app_name = "reports"
urlpatterns = [
    path("events/<slug:event_slug>/certificates/<slug:number>/", certificate.check, name="certificate"),
    path("reports/", report.report_list, name="report_list"),
    path("reports/<slug:slug>.pdf", report.pdf, name="report_pdf"),
    path("reports/<slug:slug>/", report.detail, name="report_detail"),
    path("reports/<slug:slug>/cover.svg", report.cover, name="report_cover"),
]
