from django.db import migrations, models
from django.db.models import F


def valid_since_added(apps, schema_editor):
    """What was allowed before holds since it was added."""
    apps.get_model("scamcall", "AllowedIdentifier").objects.update(valid_from=F("added_at"))


class Migration(migrations.Migration):
    dependencies = [("scamcall", "0010_erasing")]
    operations = [
        migrations.RemoveConstraint(model_name="allowedidentifier", name="allowed_once"),
        migrations.AlterField(
            "allowedidentifier", "identifier", models.CharField(db_index=True, max_length=300)
        ),
        migrations.AddField(
            "allowedidentifier", "is_beginning", models.BooleanField(default=False)
        ),
        migrations.AddField(
            "allowedidentifier", "holder", models.CharField(default="agency", max_length=10)
        ),
        migrations.AddField(
            "allowedidentifier", "basis", models.CharField(blank=True, max_length=300)
        ),
        migrations.AddField("allowedidentifier", "valid_from", models.DateTimeField(null=True)),
        migrations.RunPython(valid_since_added, migrations.RunPython.noop),
        migrations.AlterField("allowedidentifier", "valid_from", models.DateTimeField()),
        migrations.AddField("allowedidentifier", "valid_until", models.DateTimeField(null=True)),
        migrations.AddField("allowedidentifier", "removed_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "allowedidentifier", "removed_by", models.CharField(blank=True, max_length=100)
        ),
        migrations.AddField(
            "allowedidentifier", "removed_because", models.CharField(blank=True, max_length=300)
        ),
        migrations.AddField("allowedidentifier", "applied_at", models.DateTimeField(null=True)),
        migrations.AddConstraint(
            "allowedidentifier",
            models.UniqueConstraint(
                condition=models.Q(removed_at=None),
                fields=("kind", "identifier", "is_beginning"),
                name="allowed_once",
            ),
        ),
    ]
