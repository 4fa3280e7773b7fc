"""A row of the trail cannot be replaced either (SQLite); on PostgreSQL it never could."""

from django.db import migrations

from goldenthread.trail import seals


def guard(apps, schema_editor):
    seals.guard(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("trail", "0002_guards")]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
