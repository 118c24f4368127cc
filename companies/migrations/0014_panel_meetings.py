"""Panel meetings: members, agenda, notes, votes."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from incubator.core.migration_operations import InstallTrigger


class Migration(migrations.Migration):
    dependencies = [
        ("companies", "0013_referrals"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PanelItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
            ],
            options={
                "verbose_name": "case of a meeting",
                "verbose_name_plural": "cases of meetings",
            },
        ),
        migrations.CreateModel(
            name="PanelItemEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PanelMeeting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("held_on", models.DateField(verbose_name="held on")),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="place")),
                ("opened_at", models.DateTimeField(verbose_name="opened at")),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="closed at"),
                ),
            ],
            options={
                "verbose_name": "panel meeting",
                "verbose_name_plural": "panel meetings",
            },
        ),
        migrations.CreateModel(
            name="PanelMeetingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("held_on", models.DateField(verbose_name="held on")),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="place")),
                ("opened_at", models.DateTimeField(verbose_name="opened at")),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="closed at"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PanelMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "duty",
                    models.CharField(
                        choices=[
                            ("chair", "Chair"),
                            ("member", "Member"),
                            ("secretary", "Keeper of the minutes"),
                        ],
                        default="member",
                        max_length=10,
                        verbose_name="duty",
                    ),
                ),
            ],
            options={
                "verbose_name": "member of a panel",
                "verbose_name_plural": "members of panels",
            },
        ),
        migrations.CreateModel(
            name="PanelMemberEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "duty",
                    models.CharField(
                        choices=[
                            ("chair", "Chair"),
                            ("member", "Member"),
                            ("secretary", "Keeper of the minutes"),
                        ],
                        default="member",
                        max_length=10,
                        verbose_name="duty",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PanelNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=4000, verbose_name="text")),
                ("written_at", models.DateTimeField(verbose_name="written at")),
            ],
            options={
                "verbose_name": "note of a meeting",
                "verbose_name_plural": "notes of meetings",
            },
        ),
        migrations.CreateModel(
            name="PanelNoteEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("text", models.TextField(max_length=4000, verbose_name="text")),
                ("written_at", models.DateTimeField(verbose_name="written at")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PanelVote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "choice",
                    models.CharField(
                        choices=[
                            ("for", "For"),
                            ("against", "Against"),
                            ("abstain", "Abstains"),
                            ("recused", "Stands back"),
                        ],
                        max_length=10,
                        verbose_name="vote",
                    ),
                ),
                ("cast_at", models.DateTimeField(verbose_name="cast at")),
            ],
            options={
                "verbose_name": "vote",
                "verbose_name_plural": "votes",
            },
        ),
        migrations.CreateModel(
            name="PanelVoteEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "choice",
                    models.CharField(
                        choices=[
                            ("for", "For"),
                            ("against", "Against"),
                            ("abstain", "Abstains"),
                            ("recused", "Stands back"),
                        ],
                        max_length=10,
                        verbose_name="vote",
                    ),
                ),
                ("cast_at", models.DateTimeField(verbose_name="cast at")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                fields=("id", "application"), name="decision_application_key"
            ),
        ),
        migrations.AddField(
            model_name="panelitem",
            name="application",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="panel_items",
                to="companies.application",
            ),
        ),
        migrations.AddField(
            model_name="panelitem",
            name="call",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="companies.call"
            ),
        ),
        migrations.AddField(
            model_name="panelitem",
            name="decision",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="panel_item",
                to="companies.decision",
            ),
        ),
        migrations.AddField(
            model_name="panelitemevent",
            name="application",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="companies.application",
            ),
        ),
        migrations.AddField(
            model_name="panelitemevent",
            name="call",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="companies.call",
            ),
        ),
        migrations.AddField(
            model_name="panelitemevent",
            name="decision",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="companies.decision",
            ),
        ),
        migrations.AddField(
            model_name="panelitemevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="companies.panelitem",
            ),
        ),
        migrations.AddField(
            model_name="panelmeeting",
            name="call",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="panel_meetings",
                to="companies.call",
                verbose_name="call",
            ),
        ),
        migrations.AddField(
            model_name="panelmeeting",
            name="stage",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="meetings",
                to="companies.stage",
                verbose_name="stage",
            ),
        ),
        migrations.AddField(
            model_name="panelitemevent",
            name="meeting",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="companies.panelmeeting",
            ),
        ),
        migrations.AddField(
            model_name="panelitem",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="items",
                to="companies.panelmeeting",
            ),
        ),
        migrations.AddField(
            model_name="panelmeetingevent",
            name="call",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="companies.call",
                verbose_name="call",
            ),
        ),
        migrations.AddField(
            model_name="panelmeetingevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="companies.panelmeeting",
            ),
        ),
        migrations.AddField(
            model_name="panelmeetingevent",
            name="stage",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="companies.stage",
                verbose_name="stage",
            ),
        ),
        migrations.AddField(
            model_name="panelmember",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="members",
                to="companies.panelmeeting",
            ),
        ),
        migrations.AddField(
            model_name="panelmember",
            name="user",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="user",
            ),
        ),
        migrations.AddField(
            model_name="panelmemberevent",
            name="meeting",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="companies.panelmeeting",
            ),
        ),
        migrations.AddField(
            model_name="panelmemberevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="companies.panelmember",
            ),
        ),
        migrations.AddField(
            model_name="panelmemberevent",
            name="user",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="user",
            ),
        ),
        migrations.AddField(
            model_name="panelnote",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notes",
                to="companies.panelitem",
            ),
        ),
        migrations.AddField(
            model_name="panelnote",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notes",
                to="companies.panelmeeting",
            ),
        ),
        migrations.AddField(
            model_name="panelnote",
            name="written_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="panelnoteevent",
            name="item",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="companies.panelitem",
            ),
        ),
        migrations.AddField(
            model_name="panelnoteevent",
            name="meeting",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="companies.panelmeeting",
            ),
        ),
        migrations.AddField(
            model_name="panelnoteevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="companies.panelnote",
            ),
        ),
        migrations.AddField(
            model_name="panelnoteevent",
            name="written_by",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="panelvote",
            name="cast_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="panelvote",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="votes",
                to="companies.panelitem",
            ),
        ),
        migrations.AddField(
            model_name="panelvote",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="votes",
                to="companies.panelmeeting",
            ),
        ),
        migrations.AddField(
            model_name="panelvote",
            name="member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="votes",
                to="companies.panelmember",
            ),
        ),
        migrations.AddField(
            model_name="panelvoteevent",
            name="cast_by",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="panelvoteevent",
            name="item",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="companies.panelitem",
            ),
        ),
        migrations.AddField(
            model_name="panelvoteevent",
            name="meeting",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="companies.panelmeeting",
            ),
        ),
        migrations.AddField(
            model_name="panelvoteevent",
            name="member",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="companies.panelmember",
            ),
        ),
        migrations.AddField(
            model_name="panelvoteevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="history",
                to="companies.panelvote",
            ),
        ),
        migrations.AddConstraint(
            model_name="panelmeeting",
            constraint=models.UniqueConstraint(
                fields=("call", "number"), name="panel_meeting_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="panelmeeting",
            constraint=models.UniqueConstraint(
                fields=("id", "call"), name="panel_meeting_call_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="panelmeeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1)), name="panel_meeting_from_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="panelmeeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_at__isnull", True),
                    ("closed_at__gte", models.F("opened_at")),
                    _connector="OR",
                ),
                name="panel_meeting_closes_after_it_opens",
            ),
        ),
        InstallTrigger(
            model_name="panelmeeting",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_panelmeetingevent" ("call_id", "closed_at", "held_on", "id", "number", "opened_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "stage_id") VALUES (NEW."call_id", NEW."closed_at", NEW."held_on", NEW."id", NEW."number", NEW."opened_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."place", NEW."stage_id"); RETURN NULL;',
                    hash="03b610e5698e166fb8b2e0be08d32d21b5cb4306",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_57679",
                    table="companies_panelmeeting",
                    when="AFTER",
                ),
            ),
        ),
        InstallTrigger(
            model_name="panelmeeting",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_panelmeetingevent" ("call_id", "closed_at", "held_on", "id", "number", "opened_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "stage_id") VALUES (NEW."call_id", NEW."closed_at", NEW."held_on", NEW."id", NEW."number", NEW."opened_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."place", NEW."stage_id"); RETURN NULL;',
                    hash="a0c0958388ac7c1cec7844baca3c5ef82a787171",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_072b0",
                    table="companies_panelmeeting",
                    when="AFTER",
                ),
            ),
        ),
        InstallTrigger(
            model_name="panelmeeting",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_panelmeetingevent" ("call_id", "closed_at", "held_on", "id", "number", "opened_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "stage_id") VALUES (OLD."call_id", OLD."closed_at", OLD."held_on", OLD."id", OLD."number", OLD."opened_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."place", OLD."stage_id"); RETURN NULL;',
                    hash="d2060d26dba299c029e9975e9829f2a0b87e341e",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_11446",
                    table="companies_panelmeeting",
                    when="AFTER",
                ),
            ),
        ),
        InstallTrigger(
            model_name="panelitemevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="8a19bbe045e28719e12b63792eced7b991d915f4",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_efcfa",
                    table="companies_panelitemevent",
                    when="BEFORE",
                ),
            ),
        ),
        InstallTrigger(
            model_name="panelitemevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b7e9a5802923b0968fc770b852a568acbca1467d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_bd096",
                    table="companies_panelitemevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="panelitem",
            constraint=models.UniqueConstraint(
                fields=("meeting", "application"), name="panel_item_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="panelitem",
            constraint=models.UniqueConstraint(
                fields=("meeting", "position"), name="panel_item_position_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="panelitem",
            constraint=models.UniqueConstraint(
                fields=("id", "meeting"), name="panel_item_meeting_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="panelitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("position__gte", 1)), name="panel_item_from_one"
            ),
        ),
        InstallTrigger(
            model_name="panelitem",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_panelitemevent" ("application_id", "call_id", "decision_id", "id", "meeting_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."application_id", NEW."call_id", NEW."decision_id", NEW."id", NEW."meeting_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position"); RETURN NULL;',
                    hash="62154c726570670dc1e5c505933d7cfc254c9ecd",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6eb1d",
                    table="companies_panelitem",
                    when="AFTER",
                ),
            ),
        ),
        InstallTrigger(
            model_name="panelitem",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_panelitemevent" ("application_id", "call_id", "decision_id", "id", "meeting_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."application_id", NEW."call_id", NEW."decision_id", NEW."id", NEW."meeting_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position"); RETURN NULL;',
                    hash="1f9860e382ddfbd5fba20ccc8a9a9cf21acfeb56",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_db6d3",
                    table="companies_panelitem",
                    when="AFTER",
                ),
            ),
        ),
        InstallTrigger(
            model_name="panelitem",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_panelitemevent" ("application_id", "call_id", "decision_id", "id", "meeting_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (OLD."application_id", OLD."call_id", OLD."decision_id", OLD."id", OLD."meeting_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position"); RETURN NULL;',
                    hash="7acc4463ee9f834fd924c04db61b36642d4da48d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_34065",
                    table="companies_panelitem",
                    when="AFTER",
                ),
            ),
        ),
        InstallTrigger(
            model_name="panelmeetingevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="fc48d36b02c560c1d5ef9632f32b804dd7eabc90",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_5e710",
                    table="companies_panelmeetingevent",
                    when="BEFORE",
                ),
            ),
        ),
        InstallTrigger(
            model_name="panelmeetingevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c4aedab45ac0f964707735f554389efad4fffa64",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_f079a",
                    table="companies_panelmeetingevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="panelmember",
            constraint=models.UniqueConstraint(
                fields=("meeting", "user"), name="panel_member_user_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="panelmember",
            constraint=models.UniqueConstraint(
                fields=("meeting", "name"), name="panel_member_name_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="panelmember",
            constraint=models.UniqueConstraint(
                condition=models.Q(("duty", "chair")),
                fields=("meeting",),
                name="panel_member_one_chair",
            ),
        ),
        migrations.AddConstraint(
            model_name="panelmember",
            constraint=models.UniqueConstraint(
                fields=("id", "meeting"), name="panel_member_meeting_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="panelmember",
            constraint=models.CheckConstraint(
                condition=models.Q(("duty__in", ["chair", "member", "secretary"])),
                name="panel_member_duty",
            ),
        ),
        migrations.AddConstraint(
            model_name="panelmember",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="panel_member_has_a_name"
            ),
        ),
        InstallTrigger(
            model_name="panelmember",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_panelmemberevent" ("duty", "id", "meeting_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (NEW."duty", NEW."id", NEW."meeting_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."user_id"); RETURN NULL;',
                    hash="9ab5ca3d8b780eeafafc1444c31b65953da5fe87",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_eb566",
                    table="companies_panelmember",
                    when="AFTER",
                ),
            ),
        ),
        InstallTrigger(
            model_name="panelmember",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_panelmemberevent" ("duty", "id", "meeting_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (NEW."duty", NEW."id", NEW."meeting_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."user_id"); RETURN NULL;',
                    hash="1713b252f6c7d9a8e6c6c0400f34c9d82984a1b4",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_526dc",
                    table="companies_panelmember",
                    when="AFTER",
                ),
            ),
        ),
        InstallTrigger(
            model_name="panelmember",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_panelmemberevent" ("duty", "id", "meeting_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (OLD."duty", OLD."id", OLD."meeting_id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."user_id"); RETURN NULL;',
                    hash="e8726bfff94790054933e96ccfd5bfb5c34547be",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_dcabb",
                    table="companies_panelmember",
                    when="AFTER",
                ),
            ),
        ),
        InstallTrigger(
            model_name="panelmemberevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="b0c04f296d2c0416645f379612ddae838741bb65",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_2b8e7",
                    table="companies_panelmemberevent",
                    when="BEFORE",
                ),
            ),
        ),
        InstallTrigger(
            model_name="panelmemberevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="a4e7202ece594839ec2920b694389f6ebdcc4d87",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e4570",
                    table="companies_panelmemberevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="panelnote",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="panel_note_says_something"
            ),
        ),
        InstallTrigger(
            model_name="panelnote",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="4f03ec1804306c34e8deb742e0294260e9e568f3",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_036a9",
                    table="companies_panelnote",
                    when="BEFORE",
                ),
            ),
        ),
        InstallTrigger(
            model_name="panelnote",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_panelnoteevent" ("id", "item_id", "meeting_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "written_at", "written_by_id") VALUES (NEW."id", NEW."item_id", NEW."meeting_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."text", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                    hash="b4c191e44e5d31ffad0c9cf9bcc9a94f8059d53f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d02ab",
                    table="companies_panelnote",
                    when="AFTER",
                ),
            ),
        ),
        InstallTrigger(
            model_name="panelnote",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_panelnoteevent" ("id", "item_id", "meeting_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "written_at", "written_by_id") VALUES (NEW."id", NEW."item_id", NEW."meeting_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."text", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                    hash="a8a5920d59f799f7cd7da942d0a6760948e4ae60",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ba666",
                    table="companies_panelnote",
                    when="AFTER",
                ),
            ),
        ),
        InstallTrigger(
            model_name="panelnote",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_panelnoteevent" ("id", "item_id", "meeting_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text", "written_at", "written_by_id") VALUES (OLD."id", OLD."item_id", OLD."meeting_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."text", OLD."written_at", OLD."written_by_id"); RETURN NULL;',
                    hash="b3e361e84b5d9610086bade4ffd2d887dfa20ea7",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_fe92f",
                    table="companies_panelnote",
                    when="AFTER",
                ),
            ),
        ),
        InstallTrigger(
            model_name="panelnoteevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="91607980d5cab5af4ed6b2e32ccfd96fe2b3ca22",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_dd50e",
                    table="companies_panelnoteevent",
                    when="BEFORE",
                ),
            ),
        ),
        InstallTrigger(
            model_name="panelnoteevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b100045899ec44b9eb46ac9dbcf3d692f0e4087f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_3fa33",
                    table="companies_panelnoteevent",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="panelvote",
            constraint=models.UniqueConstraint(fields=("item", "member"), name="panel_vote_once"),
        ),
        migrations.AddConstraint(
            model_name="panelvote",
            constraint=models.CheckConstraint(
                condition=models.Q(("choice__in", ["for", "against", "abstain", "recused"])),
                name="panel_vote_choice",
            ),
        ),
        InstallTrigger(
            model_name="panelvote",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_panelvoteevent" ("cast_at", "cast_by_id", "choice", "id", "item_id", "meeting_id", "member_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."cast_at", NEW."cast_by_id", NEW."choice", NEW."id", NEW."item_id", NEW."meeting_id", NEW."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="f32d71ca7af7bc8542a9dfa6685f8877c6690d39",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4e33c",
                    table="companies_panelvote",
                    when="AFTER",
                ),
            ),
        ),
        InstallTrigger(
            model_name="panelvote",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_panelvoteevent" ("cast_at", "cast_by_id", "choice", "id", "item_id", "meeting_id", "member_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."cast_at", NEW."cast_by_id", NEW."choice", NEW."id", NEW."item_id", NEW."meeting_id", NEW."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="e5eb519cc80ca58ea3f9de94bd75e2398298a2da",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_655d7",
                    table="companies_panelvote",
                    when="AFTER",
                ),
            ),
        ),
        InstallTrigger(
            model_name="panelvote",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_panelvoteevent" ("cast_at", "cast_by_id", "choice", "id", "item_id", "meeting_id", "member_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."cast_at", OLD."cast_by_id", OLD."choice", OLD."id", OLD."item_id", OLD."meeting_id", OLD."member_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="815e8102c3f7dbde6c03f0e7f20208194eca6bc7",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_6a360",
                    table="companies_panelvote",
                    when="AFTER",
                ),
            ),
        ),
        InstallTrigger(
            model_name="panelvoteevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="7039f7974c39e4ca28a4be54f5a33d8f57907741",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_1c2ad",
                    table="companies_panelvoteevent",
                    when="BEFORE",
                ),
            ),
        ),
        InstallTrigger(
            model_name="panelvoteevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="31d07ddb99950f15a934a99f0c276e3db0855e0d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_734c3",
                    table="companies_panelvoteevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
