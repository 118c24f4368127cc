"""What institutions have of their own: staff, funds, platforms, accounts, and their documents."""

import django.db.models.deletion
import django.db.models.expressions
import incubator.core.files.storage
import pghistory.utils
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

from incubator.core.migration_operations import InstallTrigger


# A stated fact is fixed: what is still empty may be filled in once (a document, its end), and it
# may be withdrawn. The generated day of accounts follows from the year, and is not there yet
# when a trigger looks.
FIXED = """
CREATE FUNCTION institutions_own_fact_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before jsonb := to_jsonb(OLD);
    after jsonb := to_jsonb(NEW);
    moving text[] := ARRAY['ends_on', 'withdrawn_at', 'withdrawal'];
    filled text;
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.withdrawn_at IS NULL THEN
        FOREACH filled IN ARRAY array_append(TG_ARGV, 'document_id') LOOP
            IF before ->> filled IS NULL THEN
                moving := array_append(moving, filled);
            END IF;
        END LOOP;
        IF before - moving = after - moving THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'a fact does not change, it is replaced (% %)', TG_TABLE_NAME, OLD.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'own_fact_is_fixed';
END $$;
CREATE FUNCTION institutions_own_document_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % do not change', TG_TABLE_NAME
        USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;
END $$;
CREATE TRIGGER own_document_is_fixed BEFORE UPDATE OR DELETE ON institutions_owndocument
    FOR EACH ROW EXECUTE FUNCTION institutions_own_document_is_fixed();
"""
LOOSE = """
DROP FUNCTION institutions_own_document_is_fixed CASCADE;
DROP FUNCTION institutions_own_fact_is_fixed CASCADE;
"""
# Each table with the column that may be filled in later.
LATER = {
    "institutionstaff": [], "incubationfund": ["until_on"], "serviceplatform": ["until_on"],
    "yearaccount": [],
}  # fmt: skip


def fixed(table: str) -> migrations.RunSQL:
    arguments = ", ".join(f"'{column}'" for column in LATER[table])
    return migrations.RunSQL(
        f"CREATE TRIGGER own_fact_is_fixed BEFORE UPDATE OR DELETE ON institutions_{table} "
        f"FOR EACH ROW EXECUTE FUNCTION institutions_own_fact_is_fixed({arguments})",
        f"DROP TRIGGER own_fact_is_fixed ON institutions_{table}",
    )


def key(table: str, column: str, other: str) -> migrations.RunSQL:
    """What a fact points at is of the same institution."""
    name = f"{table}_{column}_of_incubator"
    return migrations.RunSQL(
        f"ALTER TABLE institutions_{table} ADD CONSTRAINT {name} "
        f"FOREIGN KEY ({column}_id, incubator_id) REFERENCES institutions_{other} "
        "(id, incubator_id) DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE institutions_{table} DROP CONSTRAINT {name}",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("institutions", "0003_changes_of_institutions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="IncubationFund",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="recorded at")),
                (
                    "correction",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="reason for the correction"
                    ),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="withdrawn at"),
                ),
                (
                    "withdrawal",
                    models.CharField(blank=True, max_length=200, verbose_name="why withdrawn"),
                ),
                (
                    "is_generated",
                    models.BooleanField(
                        default=False,
                        help_text="Made up by rule, for demonstration.",
                        verbose_name="generated",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("own", "Own seed fund"), ("joint", "Fund founded with others")],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2, max_digits=15, verbose_name="amount (yuan)"
                    ),
                ),
                ("since_on", models.DateField(verbose_name="since")),
                (
                    "until_on",
                    models.DateField(
                        blank=True,
                        help_text="The first day on which it is no more.",
                        null=True,
                        verbose_name="until",
                    ),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="institutions.incubationfund",
                        verbose_name="replaces",
                    ),
                ),
            ],
            options={
                "verbose_name": "incubation fund",
                "verbose_name_plural": "incubation funds",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="InstitutionStaff",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="recorded at")),
                (
                    "correction",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="reason for the correction"
                    ),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="withdrawn at"),
                ),
                (
                    "withdrawal",
                    models.CharField(blank=True, max_length=200, verbose_name="why withdrawn"),
                ),
                (
                    "is_generated",
                    models.BooleanField(
                        default=False,
                        help_text="Made up by rule, for demonstration.",
                        verbose_name="generated",
                    ),
                ),
                ("counted_on", models.DateField(verbose_name="on the day")),
                ("total", models.PositiveIntegerField(verbose_name="staff")),
                (
                    "professional",
                    models.PositiveIntegerField(
                        help_text="Full-time, with experience of starting, financing or managing a business, or trained in serving startups.",
                        verbose_name="professional service staff",
                    ),
                ),
                (
                    "college",
                    models.PositiveIntegerField(verbose_name="with junior college or above"),
                ),
                (
                    "technical",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="technical staff"
                    ),
                ),
                (
                    "bachelor",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="with a bachelor’s degree"
                    ),
                ),
                (
                    "trained",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="trained"),
                ),
                (
                    "returnees",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="returned from overseas"
                    ),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="institutions.institutionstaff",
                        verbose_name="replaces",
                    ),
                ),
            ],
            options={
                "verbose_name": "staff of an institution",
                "verbose_name_plural": "staff of institutions",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OwnDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        max_length=120,
                        storage=incubator.core.files.storage.private_storage,
                        upload_to=incubator.core.files.storage.random_name,
                        verbose_name="file",
                    ),
                ),
                ("original_name", models.CharField(max_length=255, verbose_name="name")),
                ("content_type", models.CharField(max_length=100, verbose_name="type")),
                ("size", models.PositiveBigIntegerField(verbose_name="size (bytes)")),
                ("sha256", models.CharField(max_length=64)),
                ("is_scanned", models.BooleanField(default=False, verbose_name="scanned")),
                ("uploaded_at", models.DateTimeField(verbose_name="uploaded at")),
                (
                    "removed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="removed at"),
                ),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                (
                    "incubator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="own_documents",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "document of an institution",
                "verbose_name_plural": "documents of institutions",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="InstitutionStaffEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("recorded_at", models.DateTimeField(verbose_name="recorded at")),
                (
                    "correction",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="reason for the correction"
                    ),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="withdrawn at"),
                ),
                (
                    "withdrawal",
                    models.CharField(blank=True, max_length=200, verbose_name="why withdrawn"),
                ),
                (
                    "is_generated",
                    models.BooleanField(
                        default=False,
                        help_text="Made up by rule, for demonstration.",
                        verbose_name="generated",
                    ),
                ),
                ("counted_on", models.DateField(verbose_name="on the day")),
                ("total", models.PositiveIntegerField(verbose_name="staff")),
                (
                    "professional",
                    models.PositiveIntegerField(
                        help_text="Full-time, with experience of starting, financing or managing a business, or trained in serving startups.",
                        verbose_name="professional service staff",
                    ),
                ),
                (
                    "college",
                    models.PositiveIntegerField(verbose_name="with junior college or above"),
                ),
                (
                    "technical",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="technical staff"
                    ),
                ),
                (
                    "bachelor",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="with a bachelor’s degree"
                    ),
                ),
                (
                    "trained",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="trained"),
                ),
                (
                    "returnees",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="returned from overseas"
                    ),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="institutions.institutionstaff",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.institutionstaff",
                        verbose_name="replaces",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.owndocument",
                        verbose_name="document",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="institutionstaff",
            name="document",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)s_set",
                to="institutions.owndocument",
                verbose_name="document",
            ),
        ),
        migrations.CreateModel(
            name="IncubationFundEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("recorded_at", models.DateTimeField(verbose_name="recorded at")),
                (
                    "correction",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="reason for the correction"
                    ),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="withdrawn at"),
                ),
                (
                    "withdrawal",
                    models.CharField(blank=True, max_length=200, verbose_name="why withdrawn"),
                ),
                (
                    "is_generated",
                    models.BooleanField(
                        default=False,
                        help_text="Made up by rule, for demonstration.",
                        verbose_name="generated",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("own", "Own seed fund"), ("joint", "Fund founded with others")],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2, max_digits=15, verbose_name="amount (yuan)"
                    ),
                ),
                ("since_on", models.DateField(verbose_name="since")),
                (
                    "until_on",
                    models.DateField(
                        blank=True,
                        help_text="The first day on which it is no more.",
                        null=True,
                        verbose_name="until",
                    ),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="institutions.incubationfund",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.incubationfund",
                        verbose_name="replaces",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.owndocument",
                        verbose_name="document",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="incubationfund",
            name="document",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)s_set",
                to="institutions.owndocument",
                verbose_name="document",
            ),
        ),
        migrations.CreateModel(
            name="OwnDocumentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "file",
                    models.FileField(
                        max_length=120,
                        storage=incubator.core.files.storage.private_storage,
                        upload_to=incubator.core.files.storage.random_name,
                        verbose_name="file",
                    ),
                ),
                ("original_name", models.CharField(max_length=255, verbose_name="name")),
                ("content_type", models.CharField(max_length=100, verbose_name="type")),
                ("size", models.PositiveBigIntegerField(verbose_name="size (bytes)")),
                ("sha256", models.CharField(max_length=64)),
                ("is_scanned", models.BooleanField(default=False, verbose_name="scanned")),
                ("uploaded_at", models.DateTimeField(verbose_name="uploaded at")),
                (
                    "removed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="removed at"),
                ),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                (
                    "incubator",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="institutions.owndocument",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ServicePlatform",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="recorded at")),
                (
                    "correction",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="reason for the correction"
                    ),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="withdrawn at"),
                ),
                (
                    "withdrawal",
                    models.CharField(blank=True, max_length=200, verbose_name="why withdrawn"),
                ),
                (
                    "is_generated",
                    models.BooleanField(
                        default=False,
                        help_text="Made up by rule, for demonstration.",
                        verbose_name="generated",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "field",
                    models.CharField(
                        choices=[
                            ("electronics", "Electronics and information"),
                            ("manufacturing", "Advanced manufacturing"),
                            ("aerospace", "Aerospace"),
                            ("transport", "Modern transport"),
                            ("biomedicine", "Biomedicine and medical devices"),
                            ("materials", "New materials"),
                            ("energy", "New energy and energy saving"),
                            ("environment", "Environmental protection"),
                            ("geo_ocean", "Geospatial and ocean"),
                            ("nuclear", "Applied nuclear technology"),
                            ("agriculture", "Modern agriculture"),
                            ("other", "Other field"),
                        ],
                        max_length=20,
                        verbose_name="technical field",
                    ),
                ),
                (
                    "services",
                    models.CharField(
                        help_text="Such as research and development, testing, trial production.",
                        max_length=200,
                        verbose_name="services",
                    ),
                ),
                ("since_on", models.DateField(verbose_name="since")),
                (
                    "until_on",
                    models.DateField(
                        blank=True,
                        help_text="The first day on which it is no more.",
                        null=True,
                        verbose_name="until",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="institutions.owndocument",
                        verbose_name="document",
                    ),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="institutions.serviceplatform",
                        verbose_name="replaces",
                    ),
                ),
            ],
            options={
                "verbose_name": "public service platform",
                "verbose_name_plural": "public service platforms",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ServicePlatformEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("recorded_at", models.DateTimeField(verbose_name="recorded at")),
                (
                    "correction",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="reason for the correction"
                    ),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="withdrawn at"),
                ),
                (
                    "withdrawal",
                    models.CharField(blank=True, max_length=200, verbose_name="why withdrawn"),
                ),
                (
                    "is_generated",
                    models.BooleanField(
                        default=False,
                        help_text="Made up by rule, for demonstration.",
                        verbose_name="generated",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "field",
                    models.CharField(
                        choices=[
                            ("electronics", "Electronics and information"),
                            ("manufacturing", "Advanced manufacturing"),
                            ("aerospace", "Aerospace"),
                            ("transport", "Modern transport"),
                            ("biomedicine", "Biomedicine and medical devices"),
                            ("materials", "New materials"),
                            ("energy", "New energy and energy saving"),
                            ("environment", "Environmental protection"),
                            ("geo_ocean", "Geospatial and ocean"),
                            ("nuclear", "Applied nuclear technology"),
                            ("agriculture", "Modern agriculture"),
                            ("other", "Other field"),
                        ],
                        max_length=20,
                        verbose_name="technical field",
                    ),
                ),
                (
                    "services",
                    models.CharField(
                        help_text="Such as research and development, testing, trial production.",
                        max_length=200,
                        verbose_name="services",
                    ),
                ),
                ("since_on", models.DateField(verbose_name="since")),
                (
                    "until_on",
                    models.DateField(
                        blank=True,
                        help_text="The first day on which it is no more.",
                        null=True,
                        verbose_name="until",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.owndocument",
                        verbose_name="document",
                    ),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="institutions.serviceplatform",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.serviceplatform",
                        verbose_name="replaces",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="YearAccount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="recorded at")),
                (
                    "correction",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="reason for the correction"
                    ),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="withdrawn at"),
                ),
                (
                    "withdrawal",
                    models.CharField(blank=True, max_length=200, verbose_name="why withdrawn"),
                ),
                (
                    "is_generated",
                    models.BooleanField(
                        default=False,
                        help_text="Made up by rule, for demonstration.",
                        verbose_name="generated",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "ends_on",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.F("year"),
                            models.Value(12),
                            models.Value(31),
                            function="make_date",
                            output_field=models.DateField(),
                        ),
                        output_field=models.DateField(),
                        verbose_name="to",
                    ),
                ),
                (
                    "income",
                    models.DecimalField(
                        decimal_places=2, max_digits=15, verbose_name="income (yuan)"
                    ),
                ),
                (
                    "income_service",
                    models.DecimalField(
                        decimal_places=2,
                        help_text="For incubation, without rent and property fees.",
                        max_digits=15,
                        verbose_name="from services",
                    ),
                ),
                (
                    "income_property",
                    models.DecimalField(
                        decimal_places=2, max_digits=15, verbose_name="from rent and property"
                    ),
                ),
                (
                    "income_investment",
                    models.DecimalField(
                        decimal_places=2, max_digits=15, verbose_name="from investments"
                    ),
                ),
                (
                    "income_other",
                    models.DecimalField(decimal_places=2, max_digits=15, verbose_name="from else"),
                ),
                (
                    "net_profit",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="A loss is below zero.",
                        max_digits=15,
                        null=True,
                        verbose_name="net profit (yuan)",
                    ),
                ),
                (
                    "taxes",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="taxes paid (yuan)",
                    ),
                ),
                (
                    "grants",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="public grants (yuan)",
                    ),
                ),
                (
                    "grants_national",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="of them of national programmes (yuan)",
                    ),
                ),
                (
                    "assets_gross",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="fixed assets, gross (yuan)",
                    ),
                ),
                (
                    "assets_net",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="fixed assets, net (yuan)",
                    ),
                ),
                (
                    "invested_public",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="invested by the state (yuan)",
                    ),
                ),
                (
                    "invested_corporate",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="invested by enterprises (yuan)",
                    ),
                ),
                (
                    "invested_social",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="invested by organisations (yuan)",
                    ),
                ),
                (
                    "invested_other",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="invested by others (yuan)",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="institutions.owndocument",
                        verbose_name="document",
                    ),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="institutions.yearaccount",
                        verbose_name="replaces",
                    ),
                ),
            ],
            options={
                "verbose_name": "year’s accounts of an institution",
                "verbose_name_plural": "years’ accounts of institutions",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="YearAccountEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("recorded_at", models.DateTimeField(verbose_name="recorded at")),
                (
                    "correction",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="reason for the correction"
                    ),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="withdrawn at"),
                ),
                (
                    "withdrawal",
                    models.CharField(blank=True, max_length=200, verbose_name="why withdrawn"),
                ),
                (
                    "is_generated",
                    models.BooleanField(
                        default=False,
                        help_text="Made up by rule, for demonstration.",
                        verbose_name="generated",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "ends_on",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.F("year"),
                            models.Value(12),
                            models.Value(31),
                            function="make_date",
                            output_field=models.DateField(),
                        ),
                        output_field=models.DateField(),
                        verbose_name="to",
                    ),
                ),
                (
                    "income",
                    models.DecimalField(
                        decimal_places=2, max_digits=15, verbose_name="income (yuan)"
                    ),
                ),
                (
                    "income_service",
                    models.DecimalField(
                        decimal_places=2,
                        help_text="For incubation, without rent and property fees.",
                        max_digits=15,
                        verbose_name="from services",
                    ),
                ),
                (
                    "income_property",
                    models.DecimalField(
                        decimal_places=2, max_digits=15, verbose_name="from rent and property"
                    ),
                ),
                (
                    "income_investment",
                    models.DecimalField(
                        decimal_places=2, max_digits=15, verbose_name="from investments"
                    ),
                ),
                (
                    "income_other",
                    models.DecimalField(decimal_places=2, max_digits=15, verbose_name="from else"),
                ),
                (
                    "net_profit",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="A loss is below zero.",
                        max_digits=15,
                        null=True,
                        verbose_name="net profit (yuan)",
                    ),
                ),
                (
                    "taxes",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="taxes paid (yuan)",
                    ),
                ),
                (
                    "grants",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="public grants (yuan)",
                    ),
                ),
                (
                    "grants_national",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="of them of national programmes (yuan)",
                    ),
                ),
                (
                    "assets_gross",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="fixed assets, gross (yuan)",
                    ),
                ),
                (
                    "assets_net",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="fixed assets, net (yuan)",
                    ),
                ),
                (
                    "invested_public",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="invested by the state (yuan)",
                    ),
                ),
                (
                    "invested_corporate",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="invested by enterprises (yuan)",
                    ),
                ),
                (
                    "invested_social",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="invested by organisations (yuan)",
                    ),
                ),
                (
                    "invested_other",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="invested by others (yuan)",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.owndocument",
                        verbose_name="document",
                    ),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="institutions.yearaccount",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.yearaccount",
                        verbose_name="replaces",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="owndocument",
            constraint=models.CheckConstraint(
                condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")),
                name="owndocument_has_its_hash",
            ),
        ),
        migrations.AddConstraint(
            model_name="owndocument",
            constraint=models.CheckConstraint(
                condition=models.Q(("size__gt", 0)), name="owndocument_is_not_empty"
            ),
        ),
        migrations.AddConstraint(
            model_name="owndocument",
            constraint=models.UniqueConstraint(
                fields=("id", "incubator"), name="owndocument_incubator_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="owndocument",
            constraint=models.UniqueConstraint(
                fields=("incubator", "sha256"), name="owndocument_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="owndocument",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="owndocument_has_a_title"
            ),
        ),
        InstallTrigger(
            model_name="owndocument",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "institutions_owndocumentevent" ("content_type", "file", "id", "incubator_id", "is_scanned", "original_name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "sha256", "size", "title", "uploaded_at", "uploaded_by_id") VALUES (NEW."content_type", NEW."file", NEW."id", NEW."incubator_id", NEW."is_scanned", NEW."original_name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."removed_at", NEW."sha256", NEW."size", NEW."title", NEW."uploaded_at", NEW."uploaded_by_id"); RETURN NULL;',
                    hash="b926d9f048c4a3c018b6172dc96a2d8d652ddce0",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d8fe5",
                    table="institutions_owndocument",
                    when="AFTER",
                ),
            ),
        ),
        InstallTrigger(
            model_name="owndocument",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "institutions_owndocumentevent" ("content_type", "file", "id", "incubator_id", "is_scanned", "original_name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "sha256", "size", "title", "uploaded_at", "uploaded_by_id") VALUES (NEW."content_type", NEW."file", NEW."id", NEW."incubator_id", NEW."is_scanned", NEW."original_name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."removed_at", NEW."sha256", NEW."size", NEW."title", NEW."uploaded_at", NEW."uploaded_by_id"); RETURN NULL;',
                    hash="c63889af9c0de484d3ca21ff0e73900c2844b575",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_62267",
                    table="institutions_owndocument",
                    when="AFTER",
                ),
            ),
        ),
        InstallTrigger(
            model_name="owndocument",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "institutions_owndocumentevent" ("content_type", "file", "id", "incubator_id", "is_scanned", "original_name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "sha256", "size", "title", "uploaded_at", "uploaded_by_id") VALUES (OLD."content_type", OLD."file", OLD."id", OLD."incubator_id", OLD."is_scanned", OLD."original_name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."removed_at", OLD."sha256", OLD."size", OLD."title", OLD."uploaded_at", OLD."uploaded_by_id"); RETURN NULL;',
                    hash="7e1a14d959c6e27e858e04baf3946565ba03f1a8",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a6705",
                    table="institutions_owndocument",
                    when="AFTER",
                ),
            ),
        ),
        InstallTrigger(
            model_name="institutionstaffevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="6d01cb326b1568a3c6003f67090bf6c599f1a758",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_655b3",
                    table="institutions_institutionstaffevent",
                    when="BEFORE",
                ),
            ),
        ),
        InstallTrigger(
            model_name="institutionstaffevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="54e99a83cd3f062ffdc2d4d61eb95aeefd5b331e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_d1b3a",
                    table="institutions_institutionstaffevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="institutionstaff",
            constraint=models.UniqueConstraint(
                fields=("id", "incubator"), name="institutionstaff_incubator_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="institutionstaff",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=("replaces",),
                name="institutionstaff_replaced_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="institutionstaff",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawal", ""), ("withdrawn_at__isnull", True)),
                    models.Q(
                        ("withdrawn_at__isnull", False), models.Q(("withdrawal", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="institutionstaff_withdrawn_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="institutionstaff",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("correction", ""), ("replaces__isnull", True)),
                    models.Q(
                        ("replaces__isnull", False),
                        models.Q(("correction", ""), _negated=True),
                        models.Q(("replaces", models.F("id")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="institutionstaff_replaces_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="institutionstaff",
            constraint=models.CheckConstraint(
                condition=models.Q(("total__gt", 0)),
                name="institutionstaff_somebody",
                violation_error_code="institution_without_staff",
                violation_error_message="Somebody works there.",
            ),
        ),
        migrations.AddConstraint(
            model_name="institutionstaff",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("college__lte", models.F("total")),
                    ("professional__lte", models.F("total")),
                    models.Q(
                        ("technical__isnull", True),
                        ("technical__lte", models.F("total")),
                        _connector="OR",
                    ),
                    models.Q(
                        ("trained__isnull", True),
                        ("trained__lte", models.F("total")),
                        _connector="OR",
                    ),
                    models.Q(
                        ("returnees__isnull", True),
                        ("returnees__lte", models.F("total")),
                        _connector="OR",
                    ),
                ),
                name="institutionstaff_parts_within_total",
                violation_error_code="part_larger_than_staff",
                violation_error_message="A part of the staff is larger than the whole.",
            ),
        ),
        migrations.AddConstraint(
            model_name="institutionstaff",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("bachelor__isnull", True),
                    ("bachelor__lte", models.F("college")),
                    _connector="OR",
                ),
                name="institutionstaff_bachelors_among_college",
                violation_error_code="more_bachelors_than_college",
                violation_error_message="Whoever has a bachelor’s degree is among those with junior college or above.",
            ),
        ),
        InstallTrigger(
            model_name="institutionstaff",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "institutions_institutionstaffevent" ("bachelor", "college", "correction", "counted_on", "document_id", "id", "incubator_id", "is_generated", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "professional", "recorded_at", "recorded_by_id", "replaces_id", "returnees", "technical", "total", "trained", "withdrawal", "withdrawn_at") VALUES (NEW."bachelor", NEW."college", NEW."correction", NEW."counted_on", NEW."document_id", NEW."id", NEW."incubator_id", NEW."is_generated", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."professional", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."returnees", NEW."technical", NEW."total", NEW."trained", NEW."withdrawal", NEW."withdrawn_at"); RETURN NULL;',
                    hash="76378cea1c194f3b80b77cb3571bb0c0808f1073",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_54ee0",
                    table="institutions_institutionstaff",
                    when="AFTER",
                ),
            ),
        ),
        InstallTrigger(
            model_name="institutionstaff",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "institutions_institutionstaffevent" ("bachelor", "college", "correction", "counted_on", "document_id", "id", "incubator_id", "is_generated", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "professional", "recorded_at", "recorded_by_id", "replaces_id", "returnees", "technical", "total", "trained", "withdrawal", "withdrawn_at") VALUES (NEW."bachelor", NEW."college", NEW."correction", NEW."counted_on", NEW."document_id", NEW."id", NEW."incubator_id", NEW."is_generated", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."professional", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."returnees", NEW."technical", NEW."total", NEW."trained", NEW."withdrawal", NEW."withdrawn_at"); RETURN NULL;',
                    hash="8a29040d0b3bced156df10dce283fd9ef5d47dcb",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_81852",
                    table="institutions_institutionstaff",
                    when="AFTER",
                ),
            ),
        ),
        InstallTrigger(
            model_name="institutionstaff",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "institutions_institutionstaffevent" ("bachelor", "college", "correction", "counted_on", "document_id", "id", "incubator_id", "is_generated", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "professional", "recorded_at", "recorded_by_id", "replaces_id", "returnees", "technical", "total", "trained", "withdrawal", "withdrawn_at") VALUES (OLD."bachelor", OLD."college", OLD."correction", OLD."counted_on", OLD."document_id", OLD."id", OLD."incubator_id", OLD."is_generated", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."professional", OLD."recorded_at", OLD."recorded_by_id", OLD."replaces_id", OLD."returnees", OLD."technical", OLD."total", OLD."trained", OLD."withdrawal", OLD."withdrawn_at"); RETURN NULL;',
                    hash="e207eb4076f78311faa5a7daea5a8022b24e99bc",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_387f2",
                    table="institutions_institutionstaff",
                    when="AFTER",
                ),
            ),
        ),
        InstallTrigger(
            model_name="incubationfundevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="ec0bf874eca8bb6af0679bc679613f2dc2dc10c5",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_9f0a0",
                    table="institutions_incubationfundevent",
                    when="BEFORE",
                ),
            ),
        ),
        InstallTrigger(
            model_name="incubationfundevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c41753dfd9e50c8ca20ed3d65bed281011f57efb",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e362d",
                    table="institutions_incubationfundevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="incubationfund",
            constraint=models.UniqueConstraint(
                fields=("id", "incubator"), name="incubationfund_incubator_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="incubationfund",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=("replaces",),
                name="incubationfund_replaced_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="incubationfund",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawal", ""), ("withdrawn_at__isnull", True)),
                    models.Q(
                        ("withdrawn_at__isnull", False), models.Q(("withdrawal", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="incubationfund_withdrawn_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="incubationfund",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("correction", ""), ("replaces__isnull", True)),
                    models.Q(
                        ("replaces__isnull", False),
                        models.Q(("correction", ""), _negated=True),
                        models.Q(("replaces", models.F("id")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="incubationfund_replaces_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="incubationfund",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["own", "joint"])), name="incubationfund_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="incubationfund",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)),
                name="incubationfund_of_something",
                violation_error_code="fund_of_nothing",
                violation_error_message="A fund has some money.",
            ),
        ),
        migrations.AddConstraint(
            model_name="incubationfund",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until_on__isnull", True),
                    ("until_on__gt", models.F("since_on")),
                    _connector="OR",
                ),
                name="incubationfund_ends_after_it_begins",
                violation_error_code="own_fact_ends_before_it_begins",
                violation_error_message="It ends after it begins.",
            ),
        ),
        InstallTrigger(
            model_name="incubationfund",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "institutions_incubationfundevent" ("amount", "correction", "document_id", "id", "incubator_id", "is_generated", "kind", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "since_on", "until_on", "withdrawal", "withdrawn_at") VALUES (NEW."amount", NEW."correction", NEW."document_id", NEW."id", NEW."incubator_id", NEW."is_generated", NEW."kind", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."since_on", NEW."until_on", NEW."withdrawal", NEW."withdrawn_at"); RETURN NULL;',
                    hash="5e61eab11a2287d39cb4ea2096e49b8ab9f0acd3",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e12ce",
                    table="institutions_incubationfund",
                    when="AFTER",
                ),
            ),
        ),
        InstallTrigger(
            model_name="incubationfund",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "institutions_incubationfundevent" ("amount", "correction", "document_id", "id", "incubator_id", "is_generated", "kind", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "since_on", "until_on", "withdrawal", "withdrawn_at") VALUES (NEW."amount", NEW."correction", NEW."document_id", NEW."id", NEW."incubator_id", NEW."is_generated", NEW."kind", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."since_on", NEW."until_on", NEW."withdrawal", NEW."withdrawn_at"); RETURN NULL;',
                    hash="d19416e90f112e797cddc933678791ac7dc4c15b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f3aa0",
                    table="institutions_incubationfund",
                    when="AFTER",
                ),
            ),
        ),
        InstallTrigger(
            model_name="incubationfund",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "institutions_incubationfundevent" ("amount", "correction", "document_id", "id", "incubator_id", "is_generated", "kind", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "since_on", "until_on", "withdrawal", "withdrawn_at") VALUES (OLD."amount", OLD."correction", OLD."document_id", OLD."id", OLD."incubator_id", OLD."is_generated", OLD."kind", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."replaces_id", OLD."since_on", OLD."until_on", OLD."withdrawal", OLD."withdrawn_at"); RETURN NULL;',
                    hash="b1b003f0a1af96e24fe9a23583c6d74a9316bbfc",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6c20e",
                    table="institutions_incubationfund",
                    when="AFTER",
                ),
            ),
        ),
        InstallTrigger(
            model_name="owndocumentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="cba2065265b04b2e612d7f1258a914ce6b003be8",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_8ea6c",
                    table="institutions_owndocumentevent",
                    when="BEFORE",
                ),
            ),
        ),
        InstallTrigger(
            model_name="owndocumentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="fbaff378c53d7f4c2c61830989ce46de8910de7a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e5002",
                    table="institutions_owndocumentevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="serviceplatform",
            constraint=models.UniqueConstraint(
                fields=("id", "incubator"), name="serviceplatform_incubator_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="serviceplatform",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=("replaces",),
                name="serviceplatform_replaced_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="serviceplatform",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawal", ""), ("withdrawn_at__isnull", True)),
                    models.Q(
                        ("withdrawn_at__isnull", False), models.Q(("withdrawal", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="serviceplatform_withdrawn_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="serviceplatform",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("correction", ""), ("replaces__isnull", True)),
                    models.Q(
                        ("replaces__isnull", False),
                        models.Q(("correction", ""), _negated=True),
                        models.Q(("replaces", models.F("id")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="serviceplatform_replaces_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="serviceplatform",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "field__in",
                        [
                            "electronics",
                            "manufacturing",
                            "aerospace",
                            "transport",
                            "biomedicine",
                            "materials",
                            "energy",
                            "environment",
                            "geo_ocean",
                            "nuclear",
                            "agriculture",
                            "other",
                        ],
                    )
                ),
                name="serviceplatform_field",
            ),
        ),
        migrations.AddConstraint(
            model_name="serviceplatform",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until_on__isnull", True),
                    ("until_on__gt", models.F("since_on")),
                    _connector="OR",
                ),
                name="serviceplatform_ends_after_it_begins",
                violation_error_code="own_fact_ends_before_it_begins",
                violation_error_message="It ends after it begins.",
            ),
        ),
        InstallTrigger(
            model_name="serviceplatform",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "institutions_serviceplatformevent" ("correction", "document_id", "field", "id", "incubator_id", "is_generated", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "services", "since_on", "until_on", "withdrawal", "withdrawn_at") VALUES (NEW."correction", NEW."document_id", NEW."field", NEW."id", NEW."incubator_id", NEW."is_generated", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."services", NEW."since_on", NEW."until_on", NEW."withdrawal", NEW."withdrawn_at"); RETURN NULL;',
                    hash="c8b837eb08161a45734f91a998b52db0c0839bbc",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2a6f9",
                    table="institutions_serviceplatform",
                    when="AFTER",
                ),
            ),
        ),
        InstallTrigger(
            model_name="serviceplatform",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "institutions_serviceplatformevent" ("correction", "document_id", "field", "id", "incubator_id", "is_generated", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "services", "since_on", "until_on", "withdrawal", "withdrawn_at") VALUES (NEW."correction", NEW."document_id", NEW."field", NEW."id", NEW."incubator_id", NEW."is_generated", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."services", NEW."since_on", NEW."until_on", NEW."withdrawal", NEW."withdrawn_at"); RETURN NULL;',
                    hash="99f84a298a7a36b5ba1d7e3412a71bfa6a19726f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_18c15",
                    table="institutions_serviceplatform",
                    when="AFTER",
                ),
            ),
        ),
        InstallTrigger(
            model_name="serviceplatform",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "institutions_serviceplatformevent" ("correction", "document_id", "field", "id", "incubator_id", "is_generated", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "services", "since_on", "until_on", "withdrawal", "withdrawn_at") VALUES (OLD."correction", OLD."document_id", OLD."field", OLD."id", OLD."incubator_id", OLD."is_generated", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."replaces_id", OLD."services", OLD."since_on", OLD."until_on", OLD."withdrawal", OLD."withdrawn_at"); RETURN NULL;',
                    hash="b5022a8a76718c30aaaa3d7347d01dcdeae2a2eb",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a6dfb",
                    table="institutions_serviceplatform",
                    when="AFTER",
                ),
            ),
        ),
        InstallTrigger(
            model_name="serviceplatformevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="574d0afc2954230162f1037cea0d68d1afa5d341",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_37ad2",
                    table="institutions_serviceplatformevent",
                    when="BEFORE",
                ),
            ),
        ),
        InstallTrigger(
            model_name="serviceplatformevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="8107123becdcd9e91875fe33011fdf94e6537a9d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_71237",
                    table="institutions_serviceplatformevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="yearaccount",
            constraint=models.UniqueConstraint(
                fields=("id", "incubator"), name="yearaccount_incubator_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="yearaccount",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=("replaces",),
                name="yearaccount_replaced_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="yearaccount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawal", ""), ("withdrawn_at__isnull", True)),
                    models.Q(
                        ("withdrawn_at__isnull", False), models.Q(("withdrawal", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="yearaccount_withdrawn_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="yearaccount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("correction", ""), ("replaces__isnull", True)),
                    models.Q(
                        ("replaces__isnull", False),
                        models.Q(("correction", ""), _negated=True),
                        models.Q(("replaces", models.F("id")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="yearaccount_replaces_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="yearaccount",
            constraint=models.CheckConstraint(
                condition=models.Q(("year__range", (1980, 2100))),
                name="yearaccount_year",
                violation_error_code="account_year",
                violation_error_message="This is not a year of an institution.",
            ),
        ),
        migrations.AddConstraint(
            model_name="yearaccount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("income__isnull", True), ("income__gte", 0), _connector="OR"),
                    models.Q(
                        ("income_service__isnull", True),
                        ("income_service__gte", 0),
                        _connector="OR",
                    ),
                    models.Q(
                        ("income_property__isnull", True),
                        ("income_property__gte", 0),
                        _connector="OR",
                    ),
                    models.Q(
                        ("income_investment__isnull", True),
                        ("income_investment__gte", 0),
                        _connector="OR",
                    ),
                    models.Q(
                        ("income_other__isnull", True), ("income_other__gte", 0), _connector="OR"
                    ),
                    models.Q(("taxes__isnull", True), ("taxes__gte", 0), _connector="OR"),
                    models.Q(("grants__isnull", True), ("grants__gte", 0), _connector="OR"),
                    models.Q(
                        ("grants_national__isnull", True),
                        ("grants_national__gte", 0),
                        _connector="OR",
                    ),
                    models.Q(
                        ("assets_gross__isnull", True), ("assets_gross__gte", 0), _connector="OR"
                    ),
                    models.Q(("assets_net__isnull", True), ("assets_net__gte", 0), _connector="OR"),
                    models.Q(
                        ("invested_public__isnull", True),
                        ("invested_public__gte", 0),
                        _connector="OR",
                    ),
                    models.Q(
                        ("invested_corporate__isnull", True),
                        ("invested_corporate__gte", 0),
                        _connector="OR",
                    ),
                    models.Q(
                        ("invested_social__isnull", True),
                        ("invested_social__gte", 0),
                        _connector="OR",
                    ),
                    models.Q(
                        ("invested_other__isnull", True),
                        ("invested_other__gte", 0),
                        _connector="OR",
                    ),
                ),
                name="yearaccount_not_negative",
                violation_error_code="account_below_zero",
                violation_error_message="Only a result can be below zero.",
            ),
        ),
        migrations.AddConstraint(
            model_name="yearaccount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "income",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    models.F("income_service"), "+", models.F("income_property")
                                ),
                                "+",
                                models.F("income_investment"),
                            ),
                            "+",
                            models.F("income_other"),
                        ),
                    )
                ),
                name="yearaccount_income_adds_up",
                violation_error_code="income_does_not_add_up",
                violation_error_message="The four parts of the income do not add up to it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="yearaccount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("assets_net__isnull", True),
                    ("assets_gross__isnull", True),
                    ("assets_net__lte", models.F("assets_gross")),
                    _connector="OR",
                ),
                name="yearaccount_net_within_gross",
                violation_error_code="assets_net_above_gross",
                violation_error_message="Assets are worth less net than gross.",
            ),
        ),
        migrations.AddConstraint(
            model_name="yearaccount",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("grants_national__isnull", True),
                    models.Q(
                        ("grants__isnull", False), ("grants_national__lte", models.F("grants"))
                    ),
                    _connector="OR",
                ),
                name="yearaccount_national_within_grants",
                violation_error_code="national_grants_above_all",
                violation_error_message="Grants of national programmes are part of all grants.",
            ),
        ),
        InstallTrigger(
            model_name="yearaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "institutions_yearaccountevent" ("assets_gross", "assets_net", "correction", "document_id", "grants", "grants_national", "id", "income", "income_investment", "income_other", "income_property", "income_service", "incubator_id", "invested_corporate", "invested_other", "invested_public", "invested_social", "is_generated", "net_profit", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "taxes", "withdrawal", "withdrawn_at", "year") VALUES (NEW."assets_gross", NEW."assets_net", NEW."correction", NEW."document_id", NEW."grants", NEW."grants_national", NEW."id", NEW."income", NEW."income_investment", NEW."income_other", NEW."income_property", NEW."income_service", NEW."incubator_id", NEW."invested_corporate", NEW."invested_other", NEW."invested_public", NEW."invested_social", NEW."is_generated", NEW."net_profit", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."taxes", NEW."withdrawal", NEW."withdrawn_at", NEW."year"); RETURN NULL;',
                    hash="8d275e9172d6be9b255eb1a158d00c6d58e1ad9f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ac6b0",
                    table="institutions_yearaccount",
                    when="AFTER",
                ),
            ),
        ),
        InstallTrigger(
            model_name="yearaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "institutions_yearaccountevent" ("assets_gross", "assets_net", "correction", "document_id", "grants", "grants_national", "id", "income", "income_investment", "income_other", "income_property", "income_service", "incubator_id", "invested_corporate", "invested_other", "invested_public", "invested_social", "is_generated", "net_profit", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "taxes", "withdrawal", "withdrawn_at", "year") VALUES (NEW."assets_gross", NEW."assets_net", NEW."correction", NEW."document_id", NEW."grants", NEW."grants_national", NEW."id", NEW."income", NEW."income_investment", NEW."income_other", NEW."income_property", NEW."income_service", NEW."incubator_id", NEW."invested_corporate", NEW."invested_other", NEW."invested_public", NEW."invested_social", NEW."is_generated", NEW."net_profit", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."replaces_id", NEW."taxes", NEW."withdrawal", NEW."withdrawn_at", NEW."year"); RETURN NULL;',
                    hash="9f62cf8f969976021fbb163895e30857f953014c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2ce54",
                    table="institutions_yearaccount",
                    when="AFTER",
                ),
            ),
        ),
        InstallTrigger(
            model_name="yearaccount",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "institutions_yearaccountevent" ("assets_gross", "assets_net", "correction", "document_id", "grants", "grants_national", "id", "income", "income_investment", "income_other", "income_property", "income_service", "incubator_id", "invested_corporate", "invested_other", "invested_public", "invested_social", "is_generated", "net_profit", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "replaces_id", "taxes", "withdrawal", "withdrawn_at", "year") VALUES (OLD."assets_gross", OLD."assets_net", OLD."correction", OLD."document_id", OLD."grants", OLD."grants_national", OLD."id", OLD."income", OLD."income_investment", OLD."income_other", OLD."income_property", OLD."income_service", OLD."incubator_id", OLD."invested_corporate", OLD."invested_other", OLD."invested_public", OLD."invested_social", OLD."is_generated", OLD."net_profit", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."replaces_id", OLD."taxes", OLD."withdrawal", OLD."withdrawn_at", OLD."year"); RETURN NULL;',
                    hash="f58260fef251e9ecfdecbfcce534c5d1ce67872a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c4c11",
                    table="institutions_yearaccount",
                    when="AFTER",
                ),
            ),
        ),
        InstallTrigger(
            model_name="yearaccountevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="30fa7370c1d08c31654895b5eaf006167dc020c5",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_193cf",
                    table="institutions_yearaccountevent",
                    when="BEFORE",
                ),
            ),
        ),
        InstallTrigger(
            model_name="yearaccountevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e4c70602f3d5bae6b626e64a56f00f5cb3c2fa67",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_1ea09",
                    table="institutions_yearaccountevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(FIXED, LOOSE),
        *(fixed(table) for table in LATER),
        *(key(table, "document", "owndocument") for table in LATER),
        *(key(table, "replaces", table) for table in LATER),
    ]
