import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("rooms", "0005_general_before_special"),
    ]

    operations = [
        migrations.AddField(
            model_name="letter",
            name="invoice",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="rooms.invoice",
            ),
        ),
    ]
