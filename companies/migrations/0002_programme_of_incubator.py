"""A residence's programme is its incubator's: a composite foreign key keeps the copy equal.

Django has no composite foreign keys yet. With it the database refuses a graduation from
an accelerator, and an incubator that has residences cannot turn into an accelerator.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("companies", "0001_tables")]
    operations = [
        migrations.RunSQL(
            """
            ALTER TABLE companies_residence
            ADD CONSTRAINT residence_programme_of_incubator
            FOREIGN KEY (incubator_id, programme)
            REFERENCES institutions_incubator (id, programme)
            """,
            "ALTER TABLE companies_residence DROP CONSTRAINT residence_programme_of_incubator",
        )
    ]
