from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("rooms", "0008_online_payment")]

    operations = [
        migrations.AddField(
            model_name="booking",
            name="before",
            field=models.JSONField(blank=True, default=None, editable=False, null=True),
        ),
    ]
