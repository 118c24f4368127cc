"""Published years: editions, their files and values, fixed by the database."""

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models


FIXED = r"""
CREATE FUNCTION statistics_snapshot_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    -- What approving and closing say; before the content is prepared, its own columns too.
    moving text[] := ARRAY[
        'state', 'approved_by_id', 'approved_at', 'closed_at', 'position', 'seal',
        'chain_sha256', 'signature', 'public_key'];
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.state = 'preparing' THEN
        moving := moving || ARRAY[
            'progress', 'error', 'error_code', 'known_at', 'prepared_at', 'layers',
            'content_sha256', 'identity'];
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.state IN ('preparing', 'prepared')
        AND to_jsonb(OLD) - moving = to_jsonb(NEW) - moving
        AND (OLD.state, NEW.state) NOT IN (('prepared', 'preparing'), ('preparing', 'published'))
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'this edition of % does not change', OLD.year
        USING ERRCODE = 'check_violation', CONSTRAINT = 'snapshot_is_fixed';
END $$;
CREATE TRIGGER snapshot_is_fixed BEFORE UPDATE OR DELETE ON statistics_snapshot
    FOR EACH ROW EXECUTE FUNCTION statistics_snapshot_is_fixed();

CREATE FUNCTION statistics_snapshot_content_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' AND EXISTS (
        SELECT FROM statistics_snapshot WHERE id = NEW.snapshot_id AND state = 'preparing'
    ) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the content of an edition is made once'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'snapshot_content_is_fixed';
END $$;
CREATE TRIGGER snapshotfile_is_fixed BEFORE INSERT OR UPDATE OR DELETE ON statistics_snapshotfile
    FOR EACH ROW EXECUTE FUNCTION statistics_snapshot_content_is_fixed();
CREATE TRIGGER snapshotvalue_is_fixed BEFORE INSERT OR UPDATE OR DELETE ON statistics_snapshotvalue
    FOR EACH ROW EXECUTE FUNCTION statistics_snapshot_content_is_fixed();

-- Test databases may be emptied, see incubator.core.history.
CREATE FUNCTION statistics_snapshot_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_database() NOT LIKE 'test\_%' THEN
        RAISE EXCEPTION 'published figures cannot be truncated (%)', TG_TABLE_NAME
            USING ERRCODE = 'check_violation', CONSTRAINT = 'snapshot_stays';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER snapshot_stays BEFORE TRUNCATE ON statistics_snapshot
    FOR EACH STATEMENT EXECUTE FUNCTION statistics_snapshot_stays();
CREATE TRIGGER snapshotfile_stays BEFORE TRUNCATE ON statistics_snapshotfile
    FOR EACH STATEMENT EXECUTE FUNCTION statistics_snapshot_stays();
CREATE TRIGGER snapshotvalue_stays BEFORE TRUNCATE ON statistics_snapshotvalue
    FOR EACH STATEMENT EXECUTE FUNCTION statistics_snapshot_stays();
"""
LOOSE = """
DROP TRIGGER snapshot_is_fixed ON statistics_snapshot;
DROP TRIGGER snapshotfile_is_fixed ON statistics_snapshotfile;
DROP TRIGGER snapshotvalue_is_fixed ON statistics_snapshotvalue;
DROP TRIGGER snapshot_stays ON statistics_snapshot;
DROP TRIGGER snapshotfile_stays ON statistics_snapshotfile;
DROP TRIGGER snapshotvalue_stays ON statistics_snapshotvalue;
DROP FUNCTION statistics_snapshot_is_fixed;
DROP FUNCTION statistics_snapshot_content_is_fixed;
DROP FUNCTION statistics_snapshot_stays;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("institutions", "0002_published_is_fixed"),
        ("statistics", "0003_citations_and_targets"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Snapshot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("edition", models.PositiveSmallIntegerField(verbose_name="edition")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("first", "First publication"),
                            ("correction", "Correction"),
                            ("revision", "Revision"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("preparing", "Being prepared"),
                            ("prepared", "Waits for approval"),
                            ("published", "Published"),
                            ("withdrawn", "Withdrawn"),
                            ("failed", "Failed"),
                        ],
                        default="preparing",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "progress",
                    models.PositiveSmallIntegerField(default=0, verbose_name="progress (%)"),
                ),
                ("error", models.TextField(blank=True, verbose_name="error")),
                (
                    "error_code",
                    models.CharField(blank=True, max_length=40, verbose_name="error code"),
                ),
                ("requested_at", models.DateTimeField(verbose_name="requested at")),
                (
                    "known_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="data as of"),
                ),
                (
                    "prepared_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="prepared at"),
                ),
                ("layers", models.JSONField(default=list, editable=False)),
                (
                    "code_version",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="version of the program"
                    ),
                ),
                (
                    "content_sha256",
                    models.CharField(
                        blank=True, max_length=64, verbose_name="digest of the content"
                    ),
                ),
                (
                    "identity",
                    models.JSONField(blank=True, default=list, verbose_name="stock-flow identity"),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                (
                    "announced_on",
                    models.DateField(blank=True, null=True, verbose_name="announced on"),
                ),
                (
                    "approved_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="approved at"),
                ),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="closed at"),
                ),
                (
                    "position",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="place in the chain"
                    ),
                ),
                ("seal", models.TextField(blank=True, verbose_name="seal")),
                (
                    "chain_sha256",
                    models.CharField(blank=True, max_length=64, verbose_name="digest of the seal"),
                ),
                (
                    "signature",
                    models.CharField(blank=True, max_length=128, verbose_name="signature"),
                ),
                (
                    "public_key",
                    models.CharField(blank=True, max_length=64, verbose_name="public key"),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="approved by",
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="prepared by",
                    ),
                ),
                (
                    "restates",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="restated_by",
                        to="statistics.snapshot",
                        verbose_name="restates",
                    ),
                ),
            ],
            options={
                "verbose_name": "snapshot",
                "verbose_name_plural": "snapshots",
            },
        ),
        migrations.CreateModel(
            name="SnapshotFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("rows", models.PositiveIntegerField(default=0)),
                ("sha256", models.CharField(max_length=64)),
                ("packed", models.BinaryField()),
                (
                    "snapshot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="statistics.snapshot",
                    ),
                ),
            ],
            options={
                "verbose_name": "file of a snapshot",
                "verbose_name_plural": "files of a snapshot",
            },
        ),
        migrations.CreateModel(
            name="SnapshotValue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("indicator", models.CharField(max_length=40, verbose_name="indicator")),
                ("part", models.CharField(blank=True, max_length=40, verbose_name="part")),
                (
                    "counted",
                    models.DecimalField(decimal_places=2, max_digits=20, verbose_name="counted"),
                ),
                (
                    "opening_balance",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=20, verbose_name="opening balance"
                    ),
                ),
                (
                    "value",
                    models.DecimalField(decimal_places=2, max_digits=20, verbose_name="value"),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                (
                    "snapshot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="figures",
                        to="statistics.snapshot",
                    ),
                ),
            ],
            options={
                "verbose_name": "published figure",
                "verbose_name_plural": "published figures",
            },
        ),
        migrations.AddConstraint(
            model_name="snapshot",
            constraint=models.CheckConstraint(
                condition=models.Q(("year__range", (1980, 2100))), name="snapshot_year"
            ),
        ),
        migrations.AddConstraint(
            model_name="snapshot",
            constraint=models.CheckConstraint(
                condition=models.Q(("edition__gte", 1)), name="snapshot_edition_from_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="snapshot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["preparing", "prepared", "published", "withdrawn", "failed"])
                ),
                name="snapshot_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="snapshot",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["first", "correction", "revision"])),
                name="snapshot_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="snapshot",
            constraint=models.CheckConstraint(
                condition=models.Q(("progress__range", (0, 100))), name="snapshot_progress"
            ),
        ),
        migrations.AddConstraint(
            model_name="snapshot",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "published")),
                fields=("year", "edition"),
                name="snapshot_edition_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="snapshot",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["preparing", "prepared"])),
                fields=("year",),
                name="snapshot_one_open_per_year",
            ),
        ),
        migrations.AddConstraint(
            model_name="snapshot",
            constraint=models.UniqueConstraint(fields=("position",), name="snapshot_position_once"),
        ),
        migrations.AddConstraint(
            model_name="snapshot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("edition", 1),
                        ("kind", "first"),
                        ("reason", ""),
                        ("restates__isnull", True),
                    ),
                    models.Q(
                        models.Q(("kind", "first"), _negated=True),
                        ("edition__gt", 1),
                        ("restates__isnull", False),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="snapshot_restates_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="snapshot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("announced_on__isnull", False), ("kind", "revision")),
                    models.Q(
                        models.Q(("kind", "revision"), _negated=True),
                        ("announced_on__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="snapshot_revision_is_announced",
            ),
        ),
        migrations.AddConstraint(
            model_name="snapshot",
            constraint=models.CheckConstraint(
                condition=models.Q(("approved_by", models.F("prepared_by")), _negated=True),
                name="snapshot_two_persons",
            ),
        ),
        migrations.AddConstraint(
            model_name="snapshot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_at__isnull", True), ("approved_by__isnull", True)),
                    models.Q(
                        ("approved_at__gte", models.F("prepared_at")),
                        ("approved_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="snapshot_approved_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="snapshot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("known_at__isnull", False),
                        ("prepared_at__isnull", False),
                        ("progress", 100),
                        ("state__in", ["prepared", "published"]),
                        models.Q(("content_sha256", ""), _negated=True),
                    ),
                    models.Q(("state__in", ["prepared", "published"]), _negated=True),
                    _connector="OR",
                ),
                name="snapshot_prepared_has_content",
            ),
        ),
        migrations.AddConstraint(
            model_name="snapshot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("approved_at__isnull", False),
                        ("state", "published"),
                        ("position__isnull", False),
                        models.Q(("seal", ""), _negated=True),
                        models.Q(("chain_sha256", ""), _negated=True),
                        models.Q(("signature", ""), _negated=True),
                        models.Q(("public_key", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("state", "published"), _negated=True),
                        ("approved_at__isnull", True),
                        ("position__isnull", True),
                        ("seal", ""),
                    ),
                    _connector="OR",
                ),
                name="snapshot_published_is_sealed",
            ),
        ),
        migrations.AddConstraint(
            model_name="snapshot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("closed_at__isnull", False),
                        ("state__in", ["published", "withdrawn", "failed"]),
                    ),
                    models.Q(("closed_at__isnull", True), ("state__in", ["preparing", "prepared"])),
                    _connector="OR",
                ),
                name="snapshot_closed_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="snapshot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "failed"), models.Q(("error", ""), _negated=True)),
                    models.Q(models.Q(("state", "failed"), _negated=True), ("error", "")),
                    _connector="OR",
                ),
                name="snapshot_failed_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="snapshotfile",
            constraint=models.UniqueConstraint(
                fields=("snapshot", "name"), name="snapshotfile_name_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="snapshotfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="snapshotfile_has_a_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="snapshotvalue",
            constraint=models.UniqueConstraint(
                fields=("snapshot", "indicator", "part", "incubator"),
                name="snapshotvalue_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="snapshotvalue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "value",
                        django.db.models.expressions.CombinedExpression(
                            models.F("counted"), "+", models.F("opening_balance")
                        ),
                    )
                ),
                name="snapshotvalue_is_counted_plus_opening",
            ),
        ),
        migrations.RunSQL(FIXED, LOOSE),
    ]
