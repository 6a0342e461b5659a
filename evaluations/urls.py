"""The door numbers of the evaluations."""

from django.urls import path

from evaluations.views import results, survey

app_name = "evaluations"
urlpatterns = [
    path("events/<slug:slug>/evaluation/", results.page, name="results"),
    path("events/<slug:slug>/evaluation.csv", results.as_csv, name="results_csv"),
    path("events/<slug:slug>/evaluation.json", results.as_json, name="results_json"),
    # No "slug" here: that name stands for the event of a page (see unpog_portal.middleware).
    path("surveys/<slug:survey_slug>/", survey.form, name="survey_form"),
    path("surveys/<slug:survey_slug>/thanks/", survey.thanks, name="survey_thanks"),
    path("surveys/<slug:survey_slug>/<str:token>/", survey.invitation, name="survey_invitation"),
]
