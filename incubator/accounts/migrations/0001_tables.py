"""Every table of this part, with its history, constraints and triggers."""

import django.contrib.auth.models
import django.contrib.auth.validators
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import incubator.core.migration_operations
import pghistory.utils
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("accounts", "0001_initial"),
        ("accounts", "0002_portal_users"),
        ("accounts", "0003_personal_data"),
        ("accounts", "0004_token_keys"),
        ("accounts", "0005_mails_of_sessions"),
    ]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("institutions", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="email address"),
                ),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="date joined"
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=80, verbose_name="full name")),
                ("language", models.CharField(blank=True, max_length=10, verbose_name="language")),
                (
                    "muted",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("messages", "The office has written a message"),
                                (
                                    "reminders",
                                    "A call closes soon, and my draft is not handed in yet",
                                ),
                                (
                                    "sessions",
                                    "A meeting with a mentor, or with a company as its mentor, is near",
                                ),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="mails not wanted",
                    ),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "user",
                "verbose_name_plural": "users",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"),
                        condition=models.Q(("email", ""), _negated=True),
                        name="user_email_once",
                        violation_error_message="Another account has this e-mail address.",
                    )
                ],
            },
            managers=[
                ("objects", django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name="AccessToken",
            fields=[
                ("token_key", models.CharField(db_index=True, max_length=25)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="auth_token_set",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created", models.DateTimeField(auto_now_add=True)),
                ("expiry", models.DateTimeField(blank=True, null=True)),
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("digest", models.CharField(editable=False, max_length=128, unique=True)),
                ("name", models.CharField(blank=True, max_length=80, verbose_name="name")),
                (
                    "scopes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), size=None, verbose_name="scopes"
                    ),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        blank=True,
                        help_text="Limits the token to one incubator.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
            ],
            options={
                "verbose_name": "access token",
                "verbose_name_plural": "access tokens",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("expiry__isnull", False)), name="token_expires"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("scopes__len__gt", 0)), name="token_has_scopes"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ErasureRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="erasure_requests",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="asked at")),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="withdrawn at"),
                ),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="done at")),
            ],
            options={
                "verbose_name": "request for erasure",
                "verbose_name_plural": "requests for erasure",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("done_at__isnull", True), ("withdrawn_at__isnull", True)
                        ),
                        fields=("user",),
                        name="erasure_one_open_request",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_at__isnull", True),
                            ("done_at__isnull", True),
                            _connector="OR",
                        ),
                        name="erasure_withdrawn_or_done",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("withdrawn_at__isnull", True),
                                ("withdrawn_at__gte", models.F("asked_at")),
                                _connector="OR",
                            ),
                            models.Q(
                                ("done_at__isnull", True),
                                ("done_at__gte", models.F("asked_at")),
                                _connector="OR",
                            ),
                        ),
                        name="erasure_ends_after_it_was_asked",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("zone_office", "Zone office"),
                            ("manager", "Incubator manager"),
                            ("auditor", "Auditor"),
                        ],
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty for the roles that apply to the whole zone.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                ("begins_on", models.DateField(verbose_name="begins on")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="ends on")),
            ],
            options={
                "verbose_name": "membership",
                "verbose_name_plural": "memberships",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("incubator__isnull", True),
                                ("role__in", ["zone_office", "auditor"]),
                            ),
                            models.Q(("incubator__isnull", False), ("role__in", ["manager"])),
                            _connector="OR",
                        ),
                        name="membership_role_has_its_place",
                        violation_error_message="A zone role names no incubator; an incubator's role names one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("begins_on__lt", models.F("ends_on")),
                            _connector="OR",
                        ),
                        name="membership_ends_after_it_begins",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("user", "="),
                            (
                                models.Func(
                                    models.F("incubator"),
                                    function="num_nulls",
                                    output_field=models.IntegerField(),
                                ),
                                "<>",
                            ),
                            (
                                models.Func(
                                    models.F("begins_on"), models.F("ends_on"), function="daterange"
                                ),
                                "&&",
                            ),
                        ],
                        name="membership_zone_or_incubators",
                        violation_error_message="A person of the zone cannot also be of one incubator.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("user", "="),
                            ("role", "="),
                            (
                                models.Func(
                                    models.F("incubator"),
                                    0,
                                    function="coalesce",
                                    output_field=models.BigIntegerField(),
                                ),
                                "=",
                            ),
                            (
                                models.Func(
                                    models.F("begins_on"), models.F("ends_on"), function="daterange"
                                ),
                                "&&",
                            ),
                        ],
                        name="membership_role_once",
                        violation_error_message="This person already holds this role at that time.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UserEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="email address"),
                ),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="date joined"
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=80, verbose_name="full name")),
                ("language", models.CharField(blank=True, max_length=10, verbose_name="language")),
                (
                    "muted",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("messages", "The office has written a message"),
                                (
                                    "reminders",
                                    "A call closes soon, and my draft is not handed in yet",
                                ),
                                (
                                    "sessions",
                                    "A meeting with a mentor, or with a company as its mentor, is near",
                                ),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="mails not wanted",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AccessTokenEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to=settings.KNOX_TOKEN_MODEL,
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("created", models.DateTimeField(auto_now_add=True)),
                ("expiry", models.DateTimeField(blank=True, null=True)),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(blank=True, max_length=80, verbose_name="name")),
                (
                    "scopes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), size=None, verbose_name="scopes"
                    ),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Limits the token to one incubator.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ErasureRequestEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="accounts.erasurerequest",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="asked at")),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="withdrawn at"),
                ),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="done at")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MembershipEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="accounts.membership",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("zone_office", "Zone office"),
                            ("manager", "Incubator manager"),
                            ("auditor", "Auditor"),
                        ],
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Empty for the roles that apply to the whole zone.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                ("begins_on", models.DateField(verbose_name="begins on")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="ends on")),
            ],
            options={
                "abstract": False,
            },
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accounts_userevent" ("date_joined", "email", "id", "is_active", "is_staff", "is_superuser", "language", "muted", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "username") VALUES (NEW."date_joined", NEW."email", NEW."id", NEW."is_active", NEW."is_staff", NEW."is_superuser", NEW."language", NEW."muted", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."username"); RETURN NULL;',
                    hash="b7b35d1f3ef1ea62dd38d0072677834628897a01",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3867c",
                    table="accounts_user",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."date_joined" IS DISTINCT FROM (NEW."date_joined") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_staff" IS DISTINCT FROM (NEW."is_staff") OR OLD."is_superuser" IS DISTINCT FROM (NEW."is_superuser") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."muted" IS DISTINCT FROM (NEW."muted") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."username" IS DISTINCT FROM (NEW."username"))',
                    func='INSERT INTO "accounts_userevent" ("date_joined", "email", "id", "is_active", "is_staff", "is_superuser", "language", "muted", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "username") VALUES (NEW."date_joined", NEW."email", NEW."id", NEW."is_active", NEW."is_staff", NEW."is_superuser", NEW."language", NEW."muted", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."username"); RETURN NULL;',
                    hash="5c74b72d226e2057381e24dba1d4c7f9746af562",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0e890",
                    table="accounts_user",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accounts_userevent" ("date_joined", "email", "id", "is_active", "is_staff", "is_superuser", "language", "muted", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "username") VALUES (OLD."date_joined", OLD."email", OLD."id", OLD."is_active", OLD."is_staff", OLD."is_superuser", OLD."language", OLD."muted", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."username"); RETURN NULL;',
                    hash="b471246e1647c6a290df7e15ac4c06aaed88a053",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_19f14",
                    table="accounts_user",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="accesstoken",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accounts_accesstokenevent" ("created", "expiry", "id", "incubator_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scopes", "user_id") VALUES (NEW."created", NEW."expiry", NEW."id", NEW."incubator_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."scopes", NEW."user_id"); RETURN NULL;',
                    hash="fbf73d856b3cd361e944daa879de25f954ea6787",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7dd8d",
                    table="accounts_accesstoken",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="accesstoken",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."created" IS DISTINCT FROM (NEW."created") OR OLD."expiry" IS DISTINCT FROM (NEW."expiry") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."incubator_id" IS DISTINCT FROM (NEW."incubator_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."scopes" IS DISTINCT FROM (NEW."scopes") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id"))',
                    func='INSERT INTO "accounts_accesstokenevent" ("created", "expiry", "id", "incubator_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scopes", "user_id") VALUES (NEW."created", NEW."expiry", NEW."id", NEW."incubator_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."scopes", NEW."user_id"); RETURN NULL;',
                    hash="afcb5aa960196f48a9800e88e9840f2f084068d7",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_410a8",
                    table="accounts_accesstoken",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="accesstoken",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accounts_accesstokenevent" ("created", "expiry", "id", "incubator_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scopes", "user_id") VALUES (OLD."created", OLD."expiry", OLD."id", OLD."incubator_id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."scopes", OLD."user_id"); RETURN NULL;',
                    hash="1757e3fc15145a46e85925ef5c742d4c961de7da",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4793c",
                    table="accounts_accesstoken",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="accesstokenevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="eb6a1706ab906402b17f779563ac91868895c721",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_096b6",
                    table="accounts_accesstokenevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="accesstokenevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="a8bf225e3e1aff23ac449d4680f0579168cd37ed",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_79d11",
                    table="accounts_accesstokenevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="erasurerequest",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accounts_erasurerequestevent" ("asked_at", "done_at", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id", "withdrawn_at") VALUES (NEW."asked_at", NEW."done_at", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."user_id", NEW."withdrawn_at"); RETURN NULL;',
                    hash="0b1b5a58824b7f832e6f5294253411742bd60b76",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4cd08",
                    table="accounts_erasurerequest",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="erasurerequest",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accounts_erasurerequestevent" ("asked_at", "done_at", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id", "withdrawn_at") VALUES (NEW."asked_at", NEW."done_at", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."user_id", NEW."withdrawn_at"); RETURN NULL;',
                    hash="b5700e8d035f1935559b758c8120c7359892dc50",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_07b4e",
                    table="accounts_erasurerequest",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="erasurerequest",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accounts_erasurerequestevent" ("asked_at", "done_at", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id", "withdrawn_at") VALUES (OLD."asked_at", OLD."done_at", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."user_id", OLD."withdrawn_at"); RETURN NULL;',
                    hash="2f8008cecca6e30f460987d0762695d012435eaf",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1def5",
                    table="accounts_erasurerequest",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="erasurerequestevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="0cd309d0a1794caba90ca63baa4e9fb06849ff64",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_95692",
                    table="accounts_erasurerequestevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="erasurerequestevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ac9a911b54a530ba0e3e2ce77c03aba0b5010d24",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_a395c",
                    table="accounts_erasurerequestevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accounts_membershipevent" ("begins_on", "ends_on", "id", "incubator_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id") VALUES (NEW."begins_on", NEW."ends_on", NEW."id", NEW."incubator_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."role", NEW."user_id"); RETURN NULL;',
                    hash="620840720ca3aba902facd8c0297cdbb82f69b7c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_fc05a",
                    table="accounts_membership",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accounts_membershipevent" ("begins_on", "ends_on", "id", "incubator_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id") VALUES (NEW."begins_on", NEW."ends_on", NEW."id", NEW."incubator_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."role", NEW."user_id"); RETURN NULL;',
                    hash="36bdd5d2bc8708e48a6a57292e5a48fc9ccda9a8",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_20ab5",
                    table="accounts_membership",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accounts_membershipevent" ("begins_on", "ends_on", "id", "incubator_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "user_id") VALUES (OLD."begins_on", OLD."ends_on", OLD."id", OLD."incubator_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."role", OLD."user_id"); RETURN NULL;',
                    hash="2e1c27bf3620d3ff6e37741bd71d6c63d2fac9e6",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_19a8f",
                    table="accounts_membership",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="membershipevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="6ceb1f8645c833a5c42f0349a2fdc8b476206df5",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_e0b4c",
                    table="accounts_membershipevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="membershipevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e1f05704110766345bef638c18be4307af995a77",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_9ee6c",
                    table="accounts_membershipevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="userevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="10a1ba4dc297fffcc81ee0dab4db0ba9795c2181",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_bcf41",
                    table="accounts_userevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="userevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="9e9498e73f6fbdf2642fb33fa14189f1ad2382c8",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_45b21",
                    table="accounts_userevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
