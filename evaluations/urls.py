"""The door numbers of the evaluations."""

from django.urls import path

from evaluations.views import results

app_name = "evaluations"
urlpatterns = [
    path("events/<slug:slug>/evaluation/", results.page, name="results"),
    path("events/<slug:slug>/evaluation.csv", results.as_csv, name="results_csv"),
    path("events/<slug:slug>/evaluation.json", results.as_json, name="results_json"),
]
