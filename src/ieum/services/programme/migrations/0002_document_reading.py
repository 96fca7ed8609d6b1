from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("programme", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="document",
            name="reading",
            field=models.CharField(blank=True, default="", max_length=16),
        ),
    ]
