"""Triggers make the trail append-only."""

from django.db import migrations

from goldenthread.trail import seals


def guard(apps, schema_editor):
    seals.guard(schema_editor.connection)


def unguard(apps, schema_editor):
    seals.unguard(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("trail", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
