import django.db.models.deletion
import schuifaan.apps.rooms.models.booking
from django.db import migrations, models


def give_tokens(apps, schema_editor):
    """One by one: what a column is filled with by itself is the same for all rows."""
    invoices = apps.get_model("rooms", "Invoice")
    for pk in invoices.objects.values_list("pk", flat=True).iterator():
        invoices.objects.filter(pk=pk).update(pay_token=schuifaan.apps.rooms.models.booking.new_token())


class Migration(migrations.Migration):

    dependencies = [
        ('places', '0001_initial'),
        ('rooms', '0007_diary_columns'),
    ]

    operations = [
        migrations.AddField(
            model_name='invoice',
            name='pay_token',
            field=models.CharField(default=None, editable=False, max_length=40, null=True),
        ),
        migrations.RunPython(give_tokens, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name='invoice',
            name='pay_token',
            field=models.CharField(default=schuifaan.apps.rooms.models.booking.new_token, editable=False, max_length=40, unique=True),
        ),
        migrations.CreateModel(
            name='PaymentKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sealed', models.TextField(editable=False)),
                ('ending', models.CharField(editable=False, max_length=4, verbose_name='laatste tekens')),
                ('is_live', models.BooleanField(editable=False, verbose_name='echt geld')),
                ('set_at', models.DateTimeField(editable=False, verbose_name='ingevuld op')),
                ('place', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='payment_key', to='places.place', verbose_name='plek')),
            ],
            options={
                'verbose_name': 'betaalsleutel',
                'verbose_name_plural': 'betaalsleutels',
            },
        ),
        migrations.CreateModel(
            name='Payment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default=schuifaan.apps.rooms.models.booking.new_token, editable=False, max_length=40, unique=True)),
                ('provider_id', models.CharField(blank=True, editable=False, max_length=64)),
                ('checkout_url', models.URLField(blank=True, editable=False, max_length=500)),
                ('is_live', models.BooleanField(editable=False, verbose_name='echt geld')),
                ('state', models.CharField(choices=[('started', 'begonnen'), ('open', 'nog niet betaald'), ('pending', 'onderweg'), ('paid', 'betaald'), ('cancelled', 'afgebroken'), ('expired', 'verlopen'), ('failed', 'mislukt')], default='started', editable=False, max_length=9, verbose_name='status')),
                ('cents', models.PositiveIntegerField(editable=False, verbose_name='gevraagd, in centen')),
                ('paid_cents', models.PositiveIntegerField(default=0, editable=False, verbose_name='ontvangen, in centen')),
                ('returned_cents', models.PositiveIntegerField(default=0, editable=False, verbose_name='teruggegaan, in centen')),
                ('settled', models.BooleanField(default=False, editable=False)),
                ('news', models.CharField(blank=True, choices=[('', ''), ('extra', 'te veel'), ('part', 'een deel'), ('returned', 'teruggegaan')], default='', editable=False, max_length=8)),
                ('started_at', models.DateTimeField(editable=False, verbose_name='begonnen op')),
                ('paid_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='betaald op')),
                ('invoice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='rooms.invoice', verbose_name='factuur')),
            ],
            options={
                'verbose_name': 'online betaling',
                'verbose_name_plural': 'online betalingen',
                'ordering': ['invoice', 'started_at', 'id'],
                'indexes': [models.Index(condition=models.Q(('state__in', ['started', 'open', 'pending'])), fields=['state', 'started_at'], name='payments_undecided'), models.Index(condition=models.Q(('news', ''), _negated=True), fields=['news'], name='payments_with_news')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('provider_id', ''), _negated=True), fields=('provider_id',), name='one_payment_of_a_provider_id'), models.UniqueConstraint(condition=models.Q(('settled', True)), fields=('invoice',), name='an_invoice_is_settled_online_once'), models.CheckConstraint(condition=models.Q(('cents__gte', 1)), name='payment_asks_something'), models.CheckConstraint(condition=models.Q(models.Q(('paid_at__isnull', False), ('paid_cents__gte', 1), ('state', 'paid')), models.Q(models.Q(('state', 'paid'), _negated=True), ('paid_at__isnull', True), ('paid_cents', 0)), _connector='OR'), name='payment_paid_has_money'), models.CheckConstraint(condition=models.Q(('settled', False), models.Q(('is_live', True), ('state', 'paid')), _connector='OR'), name='settled_with_real_money')],
            },
        ),
    ]
