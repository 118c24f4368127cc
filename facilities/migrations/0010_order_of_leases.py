from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("facilities", "0009_history_by_moment")]

    operations = [
        migrations.AddIndex(
            model_name="spacelease",
            index=models.Index(fields=["-begins_on", "-id"], name="lease_by_begin"),
        ),
    ]
