from django.db import migrations


def mark_totals(apps, schema_editor):
    # Every survey that was kept before answers could come in has totals only.
    apps.get_model("evaluations", "Survey").objects.update(answers_are="totals")


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0002_questionnaires")]

    operations = [migrations.RunPython(mark_totals, migrations.RunPython.noop)]
