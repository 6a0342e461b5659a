"""What questionnaires are made from: scales and templates."""

from django.contrib import admin

from evaluations.models import Scale, Template
from events.desk.keys import KeyedAdmin


@admin.register(Scale)
class ScaleAdmin(KeyedAdmin):
    """Scales of ratings."""

    list_display = ["title", "code"]
    search_fields = ["title", "code"]


@admin.register(Template)
class TemplateAdmin(KeyedAdmin):
    """Questionnaires to start from."""

    list_display = ["title", "code", "description"]
    search_fields = ["title", "code"]
