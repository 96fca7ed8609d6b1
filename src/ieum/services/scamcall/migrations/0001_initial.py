import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='PseudonymEpoch',
            fields=[
                ('epoch', models.PositiveIntegerField(primary_key=True, serialize=False)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='TrackRecordRow',
            fields=[
                ('organisation', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('confirmed', models.PositiveIntegerField(default=0)),
                ('refuted', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='AllowedIdentifier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=8)),
                ('identifier', models.CharField(max_length=300)),
                ('who', models.CharField(max_length=100)),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('added_by', models.CharField(max_length=100)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'identifier'), name='allowed_once')],
            },
        ),
        migrations.CreateModel(
            name='RuleLet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rule', models.CharField(max_length=40)),
                ('stage', models.CharField(max_length=8)),
                ('canary_percent', models.PositiveSmallIntegerField(default=100)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.CharField(max_length=100)),
                ('reason', models.CharField(max_length=300)),
            ],
            options={
                'indexes': [models.Index(fields=['rule', '-id'], name='newest_let_of_rule')],
            },
        ),
        migrations.CreateModel(
            name='Subject',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=8)),
                ('pseudonym', models.CharField(max_length=60, unique=True)),
                ('epoch', models.PositiveIntegerField(db_index=True)),
                ('sealed', models.BinaryField()),
                ('holder', models.PositiveIntegerField(default=1)),
                ('holder_since', models.DateTimeField(null=True)),
                ('revision', models.BigIntegerField(default=0)),
                ('first_seen_at', models.DateTimeField(auto_now_add=True)),
                ('last_seen_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['last_seen_at'], name='subject_seen')],
            },
        ),
        migrations.CreateModel(
            name='KeyHolder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('party', models.CharField(max_length=40)),
                ('given_at', models.DateTimeField(auto_now_add=True)),
                ('given_by', models.CharField(max_length=40)),
                ('epoch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holders', to='scamcall.pseudonymepoch')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('epoch', 'party'), name='key_given_once_an_epoch')],
            },
        ),
        migrations.CreateModel(
            name='Signal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('party', models.CharField(max_length=40)),
                ('party_kind', models.CharField(max_length=10)),
                ('organisation', models.CharField(max_length=40)),
                ('event_id', models.CharField(max_length=100)),
                ('type', models.CharField(max_length=20)),
                ('holder', models.PositiveIntegerField(default=1)),
                ('seen_at', models.DateTimeField()),
                ('received_at', models.DateTimeField()),
                ('confidence', models.PositiveSmallIntegerField()),
                ('manoeuvre', models.CharField(max_length=12)),
                ('caller_id', models.CharField(max_length=10)),
                ('amount_won', models.BigIntegerField(null=True)),
                ('case', models.CharField(blank=True, max_length=40)),
                ('is_trial', models.BooleanField(default=False)),
                ('retracted_at', models.DateTimeField(null=True)),
                ('delete_at', models.DateTimeField(db_index=True)),
                ('counterpart', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='counterpart_signals', to='scamcall.subject')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signals', to='scamcall.subject')),
            ],
            options={
                'indexes': [models.Index(fields=['subject', '-seen_at'], name='signals_of_subject')],
                'constraints': [models.UniqueConstraint(fields=('party', 'event_id'), name='one_signal_an_event_id')],
            },
        ),
        migrations.CreateModel(
            name='Order',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(max_length=20, unique=True)),
                ('holder', models.PositiveIntegerField()),
                ('action', models.CharField(max_length=12)),
                ('basis', models.CharField(max_length=300)),
                ('evidence', models.JSONField()),
                ('confidence', models.PositiveSmallIntegerField()),
                ('requester', models.CharField(max_length=100)),
                ('approver', models.CharField(blank=True, max_length=100)),
                ('rule', models.CharField(blank=True, max_length=60)),
                ('scope', models.CharField(max_length=300)),
                ('starts_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('notice', models.TextField()),
                ('appeal', models.CharField(max_length=300)),
                ('state', models.CharField(max_length=10)),
                ('revision', models.BigIntegerField(default=0)),
                ('kept_won', models.BigIntegerField(null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('end_reason', models.CharField(blank=True, max_length=100)),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='orders', to='scamcall.subject')),
            ],
            options={
                'indexes': [models.Index(fields=['state', 'expires_at'], name='orders_to_expire'), models.Index(fields=['subject', 'state'], name='orders_of_subject'), models.Index(fields=['rule', '-created_at'], name='orders_of_rule')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['pending', 'live'])), fields=('subject', 'action'), name='one_open_order_an_action')],
            },
        ),
    ]
