"""Names the app for Django."""

from django.apps import AppConfig


class EvaluationsConfig(AppConfig):
    """The app's label and the name that the admin shows."""

    name = "evaluations"
