"""Nothing is hung on a company that was merged away (see companies 0021)."""

from django.db import migrations


def of_living(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER company_is_not_merged BEFORE INSERT OR UPDATE OF company_id "
        f"ON mentors_{table} FOR EACH ROW WHEN (NEW.company_id IS NOT NULL) "
        "EXECUTE FUNCTION companies_company_is_not_merged()",
        f"DROP TRIGGER company_is_not_merged ON mentors_{table}",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("mentors", "0004_mentor_application_drafts"),
        ("companies", "0021_merging_companies"),
    ]

    operations = [
        of_living("assignment"),
        of_living("mentoringsession"),
        of_living("stake"),
    ]
