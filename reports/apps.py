"""Names the app for Django."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """The app's label and the name that the admin shows."""

    name = "reports"
