from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("imports", "0003_what_a_file_is_about"),
    ]

    operations = [
        migrations.AddField(
            model_name="fileimport",
            name="remarks",
            field=models.JSONField(blank=True, default=list, verbose_name="how it was read"),
        ),
    ]
