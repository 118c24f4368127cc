"""Saved views of lists, with their history."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

from incubator.core.migration_operations import InstallTrigger


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_tables"),
        ("institutions", "0004_own_facts"),
    ]

    operations = [
        migrations.CreateModel(
            name="SavedView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("list", models.CharField(max_length=80, verbose_name="list")),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                (
                    "query",
                    models.CharField(blank=True, max_length=2000, verbose_name="what it asks"),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("own", "Only me"),
                            ("incubator", "Everybody of one incubator"),
                            ("zone", "Everybody of the zone"),
                        ],
                        default="own",
                        max_length=12,
                        verbose_name="who may use it",
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="made at")),
                (
                    "ended_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="taken away at"),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="saved_views",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="saved_views",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="owner",
                    ),
                ),
            ],
            options={
                "verbose_name": "saved view",
                "verbose_name_plural": "saved views",
            },
        ),
        migrations.CreateModel(
            name="SavedViewEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("list", models.CharField(max_length=80, verbose_name="list")),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                (
                    "query",
                    models.CharField(blank=True, max_length=2000, verbose_name="what it asks"),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("own", "Only me"),
                            ("incubator", "Everybody of one incubator"),
                            ("zone", "Everybody of the zone"),
                        ],
                        default="own",
                        max_length=12,
                        verbose_name="who may use it",
                    ),
                ),
                ("made_at", models.DateTimeField(verbose_name="made at")),
                (
                    "ended_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="taken away at"),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="owner",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="accounts.savedview",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="savedview",
            index=models.Index(fields=["list", "name"], name="view_of_list"),
        ),
        migrations.AddConstraint(
            model_name="savedview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("name", ""), _negated=True), models.Q(("list", ""), _negated=True)
                ),
                name="view_has_a_name_and_a_list",
            ),
        ),
        migrations.AddConstraint(
            model_name="savedview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("audience", "incubator"), ("incubator__isnull", False)),
                    models.Q(("audience__in", ["own", "zone"]), ("incubator__isnull", True)),
                    _connector="OR",
                ),
                name="view_shared_names_its_incubator",
            ),
        ),
        migrations.AddConstraint(
            model_name="savedview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_at__isnull", True),
                    ("ended_at__gte", models.F("made_at")),
                    _connector="OR",
                ),
                name="view_ends_after_it_was_made",
            ),
        ),
        migrations.AddConstraint(
            model_name="savedview",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("owner", "list", "name"),
                name="view_name_once",
                violation_error_message="You already have a view of this list with this name.",
            ),
        ),
        InstallTrigger(
            model_name="savedview",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accounts_savedviewevent" ("audience", "ended_at", "id", "incubator_id", "list", "made_at", "name", "owner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "query") VALUES (NEW."audience", NEW."ended_at", NEW."id", NEW."incubator_id", NEW."list", NEW."made_at", NEW."name", NEW."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."query"); RETURN NULL;',
                    hash="e4864b9333d6ec0672ae0dbc01dd0b3faecc9cac",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6bb21",
                    table="accounts_savedview",
                    when="AFTER",
                ),
            ),
        ),
        InstallTrigger(
            model_name="savedview",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accounts_savedviewevent" ("audience", "ended_at", "id", "incubator_id", "list", "made_at", "name", "owner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "query") VALUES (NEW."audience", NEW."ended_at", NEW."id", NEW."incubator_id", NEW."list", NEW."made_at", NEW."name", NEW."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."query"); RETURN NULL;',
                    hash="f1b1b0d6d043b45cb87b6fc7067fb81225bbb715",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7daf1",
                    table="accounts_savedview",
                    when="AFTER",
                ),
            ),
        ),
        InstallTrigger(
            model_name="savedview",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accounts_savedviewevent" ("audience", "ended_at", "id", "incubator_id", "list", "made_at", "name", "owner_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "query") VALUES (OLD."audience", OLD."ended_at", OLD."id", OLD."incubator_id", OLD."list", OLD."made_at", OLD."name", OLD."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."query"); RETURN NULL;',
                    hash="1e854af46cee8c34c85734ec39ddccc50ecbbc22",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_616b8",
                    table="accounts_savedview",
                    when="AFTER",
                ),
            ),
        ),
        InstallTrigger(
            model_name="savedviewevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="06bc7ce06191c52c4ef4365522b1e2c56905836a",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_7e7f9",
                    table="accounts_savedviewevent",
                    when="BEFORE",
                ),
            ),
        ),
        InstallTrigger(
            model_name="savedviewevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="65025bba5d47dbe78d6d1153a814b2dc7a9812c8",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_4a329",
                    table="accounts_savedviewevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
