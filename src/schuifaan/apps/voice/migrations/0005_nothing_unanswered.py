from django.db import migrations

from schuifaan.apps.voice.nothing_unanswered import RULE


def keep(apps, schema_editor):
    # SQLite gets it after every migration.
    if schema_editor.connection.vendor == "postgresql":
        RULE.keep(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("voice", "0004_looking_back_with_residents")]

    operations = [migrations.RunPython(keep, migrations.RunPython.noop)]
