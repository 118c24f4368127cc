"""What people add to the Torch form, and webhooks with the messages to them."""

import django.db.models.deletion
import incubator.statistics.models
import pghistory.utils
import pgtrigger.compiler
import incubator.core.migration_operations
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("institutions", "0004_own_facts"),
        ("statistics", "0005_late_facts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TorchEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "item",
                    models.CharField(
                        choices=incubator.statistics.models.torch_choices,
                        max_length=40,
                        verbose_name="item",
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=200, verbose_name="words")),
                (
                    "explanation",
                    models.CharField(blank=True, max_length=500, verbose_name="explanation"),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="torch_entries",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
            ],
            options={
                "verbose_name": "entry of the Torch form",
                "verbose_name_plural": "entries of the Torch form",
            },
        ),
        migrations.CreateModel(
            name="TorchEntryEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "item",
                    models.CharField(
                        choices=incubator.statistics.models.torch_choices,
                        max_length=40,
                        verbose_name="item",
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=200, verbose_name="words")),
                (
                    "explanation",
                    models.CharField(blank=True, max_length=500, verbose_name="explanation"),
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
                        to="statistics.torchentry",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Webhook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="name")),
                ("url", models.CharField(max_length=500, verbose_name="address")),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
                ("salt", models.CharField(editable=False, max_length=64)),
                ("salt_before", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "rotated_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="secret changed at"),
                ),
                ("created_at", models.DateTimeField(verbose_name="created at")),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="created by",
                    ),
                ),
            ],
            options={
                "verbose_name": "webhook",
                "verbose_name_plural": "webhooks",
            },
        ),
        migrations.CreateModel(
            name="WebhookDelivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, unique=True, verbose_name="message no."
                    ),
                ),
                (
                    "event",
                    models.CharField(
                        choices=[
                            ("snapshot.published", "A year was published"),
                            ("snapshot.restated", "A published year was restated"),
                            ("ping", "A test"),
                        ],
                        max_length=40,
                        verbose_name="event",
                    ),
                ),
                ("body", models.TextField(verbose_name="message")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waits to be sent"),
                            ("delivered", "Delivered"),
                            ("failed", "Given up"),
                        ],
                        default="waiting",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="created at")),
                ("attempted", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                (
                    "next_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="next attempt"),
                ),
                ("taken_until", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "delivered_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="delivered at"),
                ),
                (
                    "webhook",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="statistics.webhook",
                        verbose_name="webhook",
                    ),
                ),
            ],
            options={
                "verbose_name": "webhook message",
                "verbose_name_plural": "webhook messages",
            },
        ),
        migrations.CreateModel(
            name="WebhookAttempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "status",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="answer"),
                ),
                ("error", models.CharField(blank=True, max_length=200, verbose_name="error")),
                ("milliseconds", models.PositiveIntegerField(verbose_name="milliseconds")),
                (
                    "delivery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attempts",
                        to="statistics.webhookdelivery",
                    ),
                ),
            ],
            options={
                "verbose_name": "webhook attempt",
                "verbose_name_plural": "webhook attempts",
            },
        ),
        migrations.CreateModel(
            name="WebhookEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("url", models.CharField(max_length=500, verbose_name="address")),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
                (
                    "rotated_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="secret changed at"),
                ),
                ("created_at", models.DateTimeField(verbose_name="created at")),
                (
                    "created_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="created by",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="statistics.webhook",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="torchentry",
            constraint=models.UniqueConstraint(
                fields=("incubator", "year", "item"), name="torch_entry_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="torchentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("year__range", (1980, 2100))), name="torch_entry_year"
            ),
        ),
        migrations.AddConstraint(
            model_name="torchentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("explanation", ""), ("words", ""), _negated=True),
                name="torch_entry_says_something",
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="torchentry",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "statistics_torchentryevent" ("explanation", "id", "incubator_id", "item", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "words", "year") VALUES (NEW."explanation", NEW."id", NEW."incubator_id", NEW."item", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."words", NEW."year"); RETURN NULL;',
                    hash="a3b2ce375f10c4858402d8aec8ec9f265b434468",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_79b67",
                    table="statistics_torchentry",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="torchentry",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "statistics_torchentryevent" ("explanation", "id", "incubator_id", "item", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "words", "year") VALUES (NEW."explanation", NEW."id", NEW."incubator_id", NEW."item", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."words", NEW."year"); RETURN NULL;',
                    hash="74a2a61f9b8902fcd7a2bff1d9b9dc675de8991b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ccb4d",
                    table="statistics_torchentry",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="torchentry",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "statistics_torchentryevent" ("explanation", "id", "incubator_id", "item", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "words", "year") VALUES (OLD."explanation", OLD."id", OLD."incubator_id", OLD."item", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."words", OLD."year"); RETURN NULL;',
                    hash="e43dce79adee5c072b0e9e5ced905bac573dfe86",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1e422",
                    table="statistics_torchentry",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="torchentryevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="c6ee78fc89e17ca00b620e1d5a9906c5af1a575d",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_f63e1",
                    table="statistics_torchentryevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="torchentryevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="92b6134f0cfb483dab6de15da34fe2d5ee09d57f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_d6729",
                    table="statistics_torchentryevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="webhook",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("name", ""), _negated=True),
                    models.Q(("url", ""), _negated=True),
                    models.Q(("salt", ""), _negated=True),
                ),
                name="webhook_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="webhook",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("rotated_at__isnull", True), ("salt_before", "")),
                    models.Q(
                        models.Q(("salt_before", ""), _negated=True), ("rotated_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="webhook_rotated_at",
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="webhook",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "statistics_webhookevent" ("created_at", "created_by_id", "id", "is_active", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rotated_at", "url") VALUES (NEW."created_at", NEW."created_by_id", NEW."id", NEW."is_active", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."rotated_at", NEW."url"); RETURN NULL;',
                    hash="20e7a794721ce719ec1b19be2f3eee04457e947d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_36c03",
                    table="statistics_webhook",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="webhook",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."rotated_at" IS DISTINCT FROM (NEW."rotated_at") OR OLD."url" IS DISTINCT FROM (NEW."url"))',
                    func='INSERT INTO "statistics_webhookevent" ("created_at", "created_by_id", "id", "is_active", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rotated_at", "url") VALUES (NEW."created_at", NEW."created_by_id", NEW."id", NEW."is_active", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."rotated_at", NEW."url"); RETURN NULL;',
                    hash="575c1595dfb82cb80580c0ccc04b3190c3fd19bc",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_61522",
                    table="statistics_webhook",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="webhook",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "statistics_webhookevent" ("created_at", "created_by_id", "id", "is_active", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rotated_at", "url") VALUES (OLD."created_at", OLD."created_by_id", OLD."id", OLD."is_active", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."rotated_at", OLD."url"); RETURN NULL;',
                    hash="3b169e9b5a219939441f57d144b3b7a982c51560",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c6ce1",
                    table="statistics_webhook",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="webhookdelivery",
            index=models.Index(
                condition=models.Q(("state", "waiting")),
                fields=["next_at"],
                name="webhookdelivery_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="webhookdelivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("event__in", ["snapshot.published", "snapshot.restated", "ping"])
                ),
                name="webhookdelivery_event",
            ),
        ),
        migrations.AddConstraint(
            model_name="webhookdelivery",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("delivered_at__isnull", True),
                        ("next_at__isnull", False),
                        ("state", "waiting"),
                    ),
                    models.Q(
                        ("delivered_at__isnull", False),
                        ("next_at__isnull", True),
                        ("state", "delivered"),
                    ),
                    models.Q(
                        ("delivered_at__isnull", True),
                        ("next_at__isnull", True),
                        ("state", "failed"),
                    ),
                    _connector="OR",
                ),
                name="webhookdelivery_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="webhookattempt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__isnull", False),
                    models.Q(("error", ""), _negated=True),
                    _connector="OR",
                ),
                name="webhookattempt_says_what_came",
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="webhookevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="af6497a3b625fc7b7a3bf0b6b19db666efe5d3ef",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_c41f5",
                    table="statistics_webhookevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="webhookevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="d7e8846003e7b8fc76bdf8e200c86d66b8d0bdcd",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_79f55",
                    table="statistics_webhookevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
