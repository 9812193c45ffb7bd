from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("rooms", "0006_letter_invoice")]

    operations = [
        migrations.AddField(
            model_name="diaryimport",
            name="sheet",
            field=models.JSONField(blank=True, default=dict, verbose_name="de rijen en kolommen"),
        ),
        migrations.AddField(
            model_name="diaryimport",
            name="columns",
            field=models.JSONField(blank=True, default=dict, verbose_name="kolommen"),
        ),
        migrations.AddField(
            model_name="diaryimport",
            name="decisions",
            field=models.JSONField(blank=True, default=dict, verbose_name="wat er met botsingen gebeurt"),
        ),
    ]
