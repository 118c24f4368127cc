"""Companies are found by what their name says without its legal form: once, and by an index."""

from django.db import migrations, models
from django.db.models import F

from incubator.core.db import NameCore

CORE = """
CREATE FUNCTION company_name_core(name text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN regexp_replace(
    regexp_replace(upper(normalize(name, NFKC)), '[^一-鿿A-Z0-9]', '', 'g'),
    '有限责任公司|股份有限公司|有限公司|集团|公司', '', 'g'
);
"""


class Migration(migrations.Migration):
    dependencies = [("companies", "0023_names_of_columns")]

    operations = [
        migrations.RunSQL(CORE, "DROP FUNCTION company_name_core"),
        migrations.AddIndex(
            model_name="company",
            index=models.Index(NameCore(F("name")), name="company_by_name_core"),
        ),
        migrations.AddIndex(
            model_name="companyalias",
            index=models.Index(
                NameCore(F("value")),
                condition=models.Q(("kind__in", ["former_name", "recorded_as"])),
                name="alias_by_name_core",
            ),
        ),
    ]
