"""What questionnaires are made from: scales and templates."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError

from evaluations.imports.questionnaire import questionnaire_of
from evaluations.imports.strict import QuestionnaireError
from evaluations.models import Scale, Template
from events.desk.keys import KeyedAdmin


@admin.register(Scale)
class ScaleAdmin(KeyedAdmin):
    """Scales of ratings."""

    list_display = ["title", "code"]
    search_fields = ["title", "code"]


class TemplateForm(forms.ModelForm):
    """A template whose content is read as strictly as a file."""

    class Meta:
        model = Template
        fields = ["title", "code", "description", "content"]

    def clean_content(self) -> Any:
        """Refuses what no survey could be made of, with its place."""
        content = self.cleaned_data["content"]
        try:
            questionnaire_of(content)
        except QuestionnaireError as error:
            raise ValidationError(str(error)) from error
        return content


@admin.register(Template)
class TemplateAdmin(KeyedAdmin):
    """Questionnaires to start from."""

    form = TemplateForm
    prepopulated_fields = {"code": ["title"]}
    list_display = ["title", "code", "description"]
    search_fields = ["title", "code"]
