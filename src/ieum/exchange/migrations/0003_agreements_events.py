import django.db.models.deletion
from django.db import migrations, models

import ieum.exchange.events.rows


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0002_ledger"),
    ]

    operations = [
        migrations.CreateModel(
            name="Outbox",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=8, unique=True)),
                ("tidied_release_transaction", models.BigIntegerField(default=0)),
                ("tidied_release_id", models.BigIntegerField(default=0)),
                ("tidied_ordinary_transaction", models.BigIntegerField(default=0)),
                ("tidied_ordinary_id", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Confirmation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=100)),
                ("subject", models.CharField(max_length=120)),
                ("revision", models.BigIntegerField()),
                ("party", models.CharField(max_length=40)),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("signature", models.CharField(blank=True, max_length=100)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "subject", "revision", "party"),
                        name="one_confirmation_a_party",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ExchangeEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "transaction",
                    models.BigIntegerField(
                        db_default=ieum.exchange.events.rows.CurrentTransaction()
                    ),
                ),
                ("lane", models.SmallIntegerField()),
                ("kind", models.CharField(max_length=100)),
                ("giver", models.CharField(max_length=40)),
                ("subject", models.CharField(max_length=120)),
                ("revision", models.BigIntegerField()),
                ("body", models.BinaryField()),
                ("audience", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["lane", "transaction", "id"], name="event_order"),
                    models.Index(fields=["at"], name="event_age"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Offer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=100)),
                ("purpose", models.CharField(max_length=20)),
                ("fields", models.TextField()),
                ("audience", models.CharField(blank=True, max_length=200)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("retention_days", models.PositiveIntegerField()),
                ("basis", models.CharField(max_length=300)),
                ("offered_at", models.DateTimeField(auto_now_add=True)),
                ("offered_by", models.CharField(blank=True, max_length=40)),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
                        to="exchange.party",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Agreement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("accepted_at", models.DateTimeField(auto_now_add=True)),
                ("accepted_by", models.CharField(blank=True, max_length=40)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "taker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="exchange.party",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="exchange.offer",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="offer",
            index=models.Index(fields=["giver", "kind"], name="offer_by_giver"),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("offer", "taker"),
                name="one_live_agreement",
            ),
        ),
    ]
