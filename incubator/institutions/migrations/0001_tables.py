"""Every table of this part, with its history, constraints and triggers."""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import incubator.core.files.storage
import incubator.core.migration_operations
import pghistory.utils
import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("institutions", "0001_initial"),
        ("institutions", "0002_phase_key"),
        ("institutions", "0003_rulebooks"),
        ("institutions", "0004_public_words"),
        ("institutions", "0005_rulebook_generations"),
        ("institutions", "0007_undated_elsewhere"),
    ]

    initial = True

    dependencies = [
        ("core", "0001_database"),
    ]

    operations = [
        migrations.CreateModel(
            name="Incubator",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40, unique=True, verbose_name="code")),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="name")),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=160, verbose_name="English name"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("incubator", "Incubator"),
                            ("software_park", "Software park"),
                            ("returnee_park", "Returnee park"),
                            ("makerspace", "Makerspace"),
                            ("accelerator", "Accelerator"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "programme",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(kind="accelerator", then=models.Value("acceleration")),
                            default=models.Value("incubation"),
                        ),
                        output_field=models.CharField(
                            choices=[
                                ("incubation", "Incubation"),
                                ("acceleration", "Acceleration"),
                            ],
                            max_length=20,
                        ),
                        verbose_name="programme",
                    ),
                ),
                (
                    "focus",
                    models.CharField(
                        choices=[
                            ("comprehensive", "Comprehensive"),
                            ("specialised", "Specialised"),
                        ],
                        max_length=20,
                        verbose_name="focus",
                    ),
                ),
                (
                    "field",
                    models.CharField(
                        blank=True,
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
                    "sponsor",
                    models.CharField(
                        choices=[
                            ("government", "Government"),
                            ("enterprise", "Enterprise"),
                            ("university", "University"),
                        ],
                        max_length=20,
                        verbose_name="sponsor",
                    ),
                ),
                (
                    "planned_year",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="planned opening year"
                    ),
                ),
                ("opened_on", models.DateField(blank=True, null=True, verbose_name="opened on")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="closed on")),
                (
                    "note",
                    models.TextField(
                        blank=True, help_text="Where these facts come from.", verbose_name="note"
                    ),
                ),
                (
                    "introduction",
                    models.TextField(blank=True, max_length=600, verbose_name="introduction"),
                ),
                (
                    "introduction_en",
                    models.TextField(
                        blank=True, max_length=1200, verbose_name="English introduction"
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="address")),
                (
                    "map_url",
                    models.URLField(
                        blank=True,
                        help_text="The address of a page with a map, beginning with https.",
                        max_length=500,
                        validators=[django.core.validators.URLValidator(schemes=["https"])],
                        verbose_name="map",
                    ),
                ),
                (
                    "photo",
                    models.FileField(
                        blank=True,
                        help_text="JPEG, PNG or WebP; three to two looks best. Everybody can see it.",
                        storage=incubator.core.files.storage.private_storage,
                        upload_to=incubator.core.files.storage.random_name_of_kind,
                        verbose_name="photo",
                    ),
                ),
            ],
            options={
                "verbose_name": "incubator",
                "verbose_name_plural": "incubators",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("id", "programme"), name="incubator_programme_key"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "incubator",
                                    "software_park",
                                    "returnee_park",
                                    "makerspace",
                                    "accelerator",
                                ],
                            )
                        ),
                        name="incubator_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("focus__in", ["comprehensive", "specialised"])),
                        name="incubator_focus",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sponsor__in", ["government", "enterprise", "university"])
                        ),
                        name="incubator_sponsor",
                    ),
                    models.CheckConstraint(
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
                                    "",
                                ],
                            )
                        ),
                        name="incubator_field",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("focus", "comprehensive"),
                            models.Q(("field", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="incubator_specialised_field",
                        violation_error_message="A specialised incubator names its field.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_on__isnull", True),
                            ("opened_on__lt", models.F("closed_on")),
                            _connector="OR",
                        ),
                        name="incubator_closed_after_opened",
                        violation_error_message="An incubator closes after it opened.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("planned_year__isnull", True),
                            ("planned_year__range", (1980, 2100)),
                            _connector="OR",
                        ),
                        name="incubator_planned_year",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rulebook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40, verbose_name="code")),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="version")),
                ("name", models.CharField(max_length=160, verbose_name="name")),
                (
                    "number",
                    models.CharField(blank=True, max_length=80, verbose_name="document number"),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("national", "National"),
                            ("provincial", "Provincial"),
                            ("municipal", "Municipal"),
                            ("zone", "Zone or district"),
                            ("operator", "Operator or fund"),
                        ],
                        default="national",
                        max_length=20,
                        verbose_name="level",
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        blank=True,
                        help_text="Empty: everywhere.",
                        max_length=80,
                        verbose_name="where it holds",
                    ),
                ),
                (
                    "applies_here",
                    models.BooleanField(
                        default=True,
                        help_text="Without it the rulebook is for comparison only and never decides.",
                        verbose_name="holds here",
                    ),
                ),
                ("issued_by", models.CharField(max_length=120, verbose_name="issued by")),
                ("issued_on", models.DateField(blank=True, null=True, verbose_name="issued on")),
                (
                    "effective_from",
                    models.DateField(blank=True, null=True, verbose_name="in force from"),
                ),
                (
                    "effective_until",
                    models.DateField(
                        blank=True,
                        help_text="The first day on which it no longer holds.",
                        null=True,
                        verbose_name="in force until",
                    ),
                ),
                (
                    "dates_certainty",
                    models.CharField(
                        choices=[
                            ("V", "Text seen"),
                            ("S", "From a later source"),
                            ("U", "Unconfirmed"),
                        ],
                        default="U",
                        max_length=1,
                        verbose_name="how well its dates are known",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True, help_text="Where these facts come from.", verbose_name="note"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("published", "Published"),
                            ("superseded", "Superseded"),
                        ],
                        default="draft",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="published at"),
                ),
                (
                    "superseded_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="superseded at"),
                ),
                ("file_hash", models.CharField(blank=True, editable=False, max_length=64)),
            ],
            options={
                "verbose_name": "rulebook",
                "verbose_name_plural": "rulebooks",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code", "version"), name="rulebook_version_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "published")),
                        fields=("code",),
                        name="rulebook_one_published",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "draft")),
                        fields=("code",),
                        name="rulebook_one_draft",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)), name="rulebook_version_from_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "level__in",
                                ["national", "provincial", "municipal", "zone", "operator"],
                            )
                        ),
                        name="rulebook_level",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("dates_certainty__in", ["V", "S", "U"])),
                        name="rulebook_dates_certainty",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("applies_here", False),
                            ("effective_from__isnull", False),
                            _connector="OR",
                        ),
                        name="rulebook_here_has_its_day",
                        violation_error_message="A rulebook that holds here says from when.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("effective_until__isnull", True),
                            ("effective_from__lt", models.F("effective_until")),
                            _connector="OR",
                        ),
                        name="rulebook_ends_after_it_begins",
                        violation_error_message="A rulebook ends after it begins.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("published_at__isnull", True),
                                ("state", "draft"),
                                ("superseded_at__isnull", True),
                            ),
                            models.Q(
                                ("published_at__isnull", False),
                                ("state", "published"),
                                ("superseded_at__isnull", True),
                            ),
                            models.Q(
                                ("published_at__isnull", False),
                                ("state", "superseded"),
                                ("superseded_at__gte", models.F("published_at")),
                            ),
                            _connector="OR",
                        ),
                        name="rulebook_state_matches_moments",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Criterion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "rulebook",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="criteria",
                        to="institutions.rulebook",
                        verbose_name="rulebook",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("entry", "Entry"),
                            ("stay", "Stay"),
                            ("graduation", "Graduation"),
                            ("recognition", "Recognition of the institution"),
                            ("mentoring", "Mentoring"),
                            ("equity", "Equity stakes"),
                            ("acceleration", "Entry to the accelerator"),
                            ("duty", "Duties and deadlines"),
                        ],
                        max_length=20,
                        verbose_name="purpose",
                    ),
                ),
                (
                    "item",
                    models.CharField(
                        blank=True,
                        help_text="As the text numbers it: 1, a, (二).",
                        max_length=20,
                        verbose_name="item",
                    ),
                ),
                (
                    "joined",
                    models.CharField(
                        choices=[("all", "all of them"), ("any", "one of them")],
                        default="all",
                        max_length=3,
                        verbose_name="of one item",
                    ),
                ),
                ("rule", models.CharField(max_length=40, verbose_name="rule")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("incubator", "Incubator"),
                            ("software_park", "Software park"),
                            ("returnee_park", "Returnee park"),
                            ("makerspace", "Makerspace"),
                            ("accelerator", "Accelerator"),
                        ],
                        max_length=20,
                        verbose_name="only for institutions that are",
                    ),
                ),
                (
                    "focus",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("comprehensive", "Comprehensive"),
                            ("specialised", "Specialised"),
                        ],
                        max_length=20,
                        verbose_name="only for comprehensive or specialised",
                    ),
                ),
                (
                    "special",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("biomedicine", "Biomedicine"),
                                ("ic_design", "Design of integrated circuits"),
                                ("ic", "Integrated circuits"),
                                ("agriculture", "Modern agriculture"),
                                ("aerospace", "Aerospace"),
                                ("overseas", "Founder returned from overseas"),
                                ("foreign", "Foreign founder"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="only for special cases",
                    ),
                ),
                (
                    "limit",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=15, null=True, verbose_name="limit"
                    ),
                ),
                (
                    "divisor",
                    models.PositiveSmallIntegerField(
                        default=1,
                        help_text="Two thirds: a limit of 200, divided by 3.",
                        verbose_name="divided by",
                    ),
                ),
                (
                    "reducible",
                    models.BooleanField(
                        default=False,
                        help_text="The factor for hardship and remote areas is put to it.",
                        verbose_name="lower in remote areas",
                    ),
                ),
                ("words", models.TextField(blank=True, verbose_name="as the text says it")),
                ("source", models.CharField(max_length=200, verbose_name="source")),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("V", "Text seen"),
                            ("S", "From a later source"),
                            ("U", "Unconfirmed"),
                        ],
                        max_length=1,
                        verbose_name="certainty",
                    ),
                ),
            ],
            options={
                "verbose_name": "criterion",
                "verbose_name_plural": "criteria",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("rulebook", "purpose", "item", "rule", "kind", "focus", "special"),
                        name="criterion_rule_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "purpose__in",
                                [
                                    "entry",
                                    "stay",
                                    "graduation",
                                    "recognition",
                                    "mentoring",
                                    "equity",
                                    "acceleration",
                                    "duty",
                                ],
                            )
                        ),
                        name="criterion_purpose",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("certainty__in", ["V", "S", "U"])),
                        name="criterion_certainty",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("joined__in", ["all", "any"])), name="criterion_joined"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("focus__in", ["", "comprehensive", "specialised"]),
                            (
                                "kind__in",
                                [
                                    "",
                                    "incubator",
                                    "software_park",
                                    "returnee_park",
                                    "makerspace",
                                    "accelerator",
                                ],
                            ),
                        ),
                        name="criterion_institution",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "special__contained_by",
                                [
                                    "biomedicine",
                                    "ic_design",
                                    "ic",
                                    "agriculture",
                                    "aerospace",
                                    "overseas",
                                    "foreign",
                                ],
                            )
                        ),
                        name="criterion_special",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("limit__isnull", True), ("limit__gte", 0), _connector="OR"
                        ),
                        name="criterion_limit",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("divisor__gte", 1)), name="criterion_divisor"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("rule", ""), _negated=True),
                            models.Q(("source", ""), _negated=True),
                        ),
                        name="criterion_names_rule_and_source",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IncubatorEvent",
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
                        to="institutions.incubator",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("code", models.SlugField(db_index=False, max_length=40, verbose_name="code")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=160, verbose_name="English name"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("incubator", "Incubator"),
                            ("software_park", "Software park"),
                            ("returnee_park", "Returnee park"),
                            ("makerspace", "Makerspace"),
                            ("accelerator", "Accelerator"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "programme",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(kind="accelerator", then=models.Value("acceleration")),
                            default=models.Value("incubation"),
                        ),
                        output_field=models.CharField(
                            choices=[
                                ("incubation", "Incubation"),
                                ("acceleration", "Acceleration"),
                            ],
                            max_length=20,
                        ),
                        verbose_name="programme",
                    ),
                ),
                (
                    "focus",
                    models.CharField(
                        choices=[
                            ("comprehensive", "Comprehensive"),
                            ("specialised", "Specialised"),
                        ],
                        max_length=20,
                        verbose_name="focus",
                    ),
                ),
                (
                    "field",
                    models.CharField(
                        blank=True,
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
                    "sponsor",
                    models.CharField(
                        choices=[
                            ("government", "Government"),
                            ("enterprise", "Enterprise"),
                            ("university", "University"),
                        ],
                        max_length=20,
                        verbose_name="sponsor",
                    ),
                ),
                (
                    "planned_year",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="planned opening year"
                    ),
                ),
                ("opened_on", models.DateField(blank=True, null=True, verbose_name="opened on")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="closed on")),
                (
                    "note",
                    models.TextField(
                        blank=True, help_text="Where these facts come from.", verbose_name="note"
                    ),
                ),
                (
                    "introduction",
                    models.TextField(blank=True, max_length=600, verbose_name="introduction"),
                ),
                (
                    "introduction_en",
                    models.TextField(
                        blank=True, max_length=1200, verbose_name="English introduction"
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="address")),
                (
                    "map_url",
                    models.URLField(
                        blank=True,
                        help_text="The address of a page with a map, beginning with https.",
                        max_length=500,
                        validators=[django.core.validators.URLValidator(schemes=["https"])],
                        verbose_name="map",
                    ),
                ),
                (
                    "photo",
                    models.FileField(
                        blank=True,
                        help_text="JPEG, PNG or WebP; three to two looks best. Everybody can see it.",
                        storage=incubator.core.files.storage.private_storage,
                        upload_to=incubator.core.files.storage.random_name_of_kind,
                        verbose_name="photo",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Phase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="phases",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="phase")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("tender", "In tender"),
                            ("construction", "Under construction"),
                            ("in_use", "In use"),
                        ],
                        default="planned",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "site_area",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                        verbose_name="site area (m²)",
                    ),
                ),
                (
                    "floor_area",
                    models.DecimalField(
                        decimal_places=2, max_digits=10, verbose_name="floor area (m²)"
                    ),
                ),
                (
                    "planned_from",
                    models.DateField(blank=True, null=True, verbose_name="planned from"),
                ),
                (
                    "planned_until",
                    models.DateField(blank=True, null=True, verbose_name="planned until"),
                ),
                ("started_on", models.DateField(blank=True, null=True, verbose_name="started on")),
                ("opened_on", models.DateField(blank=True, null=True, verbose_name="in use since")),
                (
                    "note",
                    models.TextField(
                        blank=True, help_text="Where these facts come from.", verbose_name="note"
                    ),
                ),
            ],
            options={
                "verbose_name": "construction phase",
                "verbose_name_plural": "construction phases",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("incubator", "number"), name="phase_number_once"
                    ),
                    models.UniqueConstraint(fields=("id", "incubator"), name="phase_incubator_key"),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="phase_number_from_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["planned", "tender", "construction", "in_use"])
                        ),
                        name="phase_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("floor_area__gt", 0)), name="phase_floor_area_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("site_area__isnull", True), ("site_area__gt", 0), _connector="OR"
                        ),
                        name="phase_site_area_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("planned_until__isnull", True),
                            ("planned_from__isnull", True),
                            ("planned_from__lt", models.F("planned_until")),
                            _connector="OR",
                        ),
                        name="phase_planned_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("opened_on__isnull", True),
                            ("started_on__isnull", True),
                            ("started_on__lt", models.F("opened_on")),
                            _connector="OR",
                        ),
                        name="phase_actual_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("opened_on__isnull", False), ("state", "in_use")),
                            models.Q(
                                ("opened_on__isnull", True),
                                ("started_on__isnull", False),
                                ("state", "construction"),
                            ),
                            models.Q(
                                ("opened_on__isnull", True),
                                ("started_on__isnull", True),
                                ("state__in", ["planned", "tender"]),
                            ),
                            _connector="OR",
                        ),
                        name="phase_state_matches_dates",
                        violation_error_message="The state of a phase follows its dates.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RulebookEvent",
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
                        to="institutions.rulebook",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("code", models.SlugField(db_index=False, max_length=40, verbose_name="code")),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="version")),
                ("name", models.CharField(max_length=160, verbose_name="name")),
                (
                    "number",
                    models.CharField(blank=True, max_length=80, verbose_name="document number"),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("national", "National"),
                            ("provincial", "Provincial"),
                            ("municipal", "Municipal"),
                            ("zone", "Zone or district"),
                            ("operator", "Operator or fund"),
                        ],
                        default="national",
                        max_length=20,
                        verbose_name="level",
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        blank=True,
                        help_text="Empty: everywhere.",
                        max_length=80,
                        verbose_name="where it holds",
                    ),
                ),
                (
                    "applies_here",
                    models.BooleanField(
                        default=True,
                        help_text="Without it the rulebook is for comparison only and never decides.",
                        verbose_name="holds here",
                    ),
                ),
                ("issued_by", models.CharField(max_length=120, verbose_name="issued by")),
                ("issued_on", models.DateField(blank=True, null=True, verbose_name="issued on")),
                (
                    "effective_from",
                    models.DateField(blank=True, null=True, verbose_name="in force from"),
                ),
                (
                    "effective_until",
                    models.DateField(
                        blank=True,
                        help_text="The first day on which it no longer holds.",
                        null=True,
                        verbose_name="in force until",
                    ),
                ),
                (
                    "dates_certainty",
                    models.CharField(
                        choices=[
                            ("V", "Text seen"),
                            ("S", "From a later source"),
                            ("U", "Unconfirmed"),
                        ],
                        default="U",
                        max_length=1,
                        verbose_name="how well its dates are known",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True, help_text="Where these facts come from.", verbose_name="note"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("published", "Published"),
                            ("superseded", "Superseded"),
                        ],
                        default="draft",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="published at"),
                ),
                (
                    "superseded_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="superseded at"),
                ),
                ("file_hash", models.CharField(blank=True, editable=False, max_length=64)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CriterionEvent",
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
                        to="institutions.criterion",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "rulebook",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.rulebook",
                        verbose_name="rulebook",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("entry", "Entry"),
                            ("stay", "Stay"),
                            ("graduation", "Graduation"),
                            ("recognition", "Recognition of the institution"),
                            ("mentoring", "Mentoring"),
                            ("equity", "Equity stakes"),
                            ("acceleration", "Entry to the accelerator"),
                            ("duty", "Duties and deadlines"),
                        ],
                        max_length=20,
                        verbose_name="purpose",
                    ),
                ),
                (
                    "item",
                    models.CharField(
                        blank=True,
                        help_text="As the text numbers it: 1, a, (二).",
                        max_length=20,
                        verbose_name="item",
                    ),
                ),
                (
                    "joined",
                    models.CharField(
                        choices=[("all", "all of them"), ("any", "one of them")],
                        default="all",
                        max_length=3,
                        verbose_name="of one item",
                    ),
                ),
                ("rule", models.CharField(max_length=40, verbose_name="rule")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("incubator", "Incubator"),
                            ("software_park", "Software park"),
                            ("returnee_park", "Returnee park"),
                            ("makerspace", "Makerspace"),
                            ("accelerator", "Accelerator"),
                        ],
                        max_length=20,
                        verbose_name="only for institutions that are",
                    ),
                ),
                (
                    "focus",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("comprehensive", "Comprehensive"),
                            ("specialised", "Specialised"),
                        ],
                        max_length=20,
                        verbose_name="only for comprehensive or specialised",
                    ),
                ),
                (
                    "special",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("biomedicine", "Biomedicine"),
                                ("ic_design", "Design of integrated circuits"),
                                ("ic", "Integrated circuits"),
                                ("agriculture", "Modern agriculture"),
                                ("aerospace", "Aerospace"),
                                ("overseas", "Founder returned from overseas"),
                                ("foreign", "Foreign founder"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="only for special cases",
                    ),
                ),
                (
                    "limit",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=15, null=True, verbose_name="limit"
                    ),
                ),
                (
                    "divisor",
                    models.PositiveSmallIntegerField(
                        default=1,
                        help_text="Two thirds: a limit of 200, divided by 3.",
                        verbose_name="divided by",
                    ),
                ),
                (
                    "reducible",
                    models.BooleanField(
                        default=False,
                        help_text="The factor for hardship and remote areas is put to it.",
                        verbose_name="lower in remote areas",
                    ),
                ),
                ("words", models.TextField(blank=True, verbose_name="as the text says it")),
                ("source", models.CharField(max_length=200, verbose_name="source")),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("V", "Text seen"),
                            ("S", "From a later source"),
                            ("U", "Unconfirmed"),
                        ],
                        max_length=1,
                        verbose_name="certainty",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PhaseEvent",
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
                        to="institutions.phase",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
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
                ("number", models.PositiveSmallIntegerField(verbose_name="phase")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("tender", "In tender"),
                            ("construction", "Under construction"),
                            ("in_use", "In use"),
                        ],
                        default="planned",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "site_area",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                        verbose_name="site area (m²)",
                    ),
                ),
                (
                    "floor_area",
                    models.DecimalField(
                        decimal_places=2, max_digits=10, verbose_name="floor area (m²)"
                    ),
                ),
                (
                    "planned_from",
                    models.DateField(blank=True, null=True, verbose_name="planned from"),
                ),
                (
                    "planned_until",
                    models.DateField(blank=True, null=True, verbose_name="planned until"),
                ),
                ("started_on", models.DateField(blank=True, null=True, verbose_name="started on")),
                ("opened_on", models.DateField(blank=True, null=True, verbose_name="in use since")),
                (
                    "note",
                    models.TextField(
                        blank=True, help_text="Where these facts come from.", verbose_name="note"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="incubator",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "institutions_incubatorevent" ("address", "closed_on", "code", "field", "focus", "id", "introduction", "introduction_en", "kind", "map_url", "name", "name_en", "note", "opened_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photo", "planned_year", "sponsor") VALUES (NEW."address", NEW."closed_on", NEW."code", NEW."field", NEW."focus", NEW."id", NEW."introduction", NEW."introduction_en", NEW."kind", NEW."map_url", NEW."name", NEW."name_en", NEW."note", NEW."opened_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."photo", NEW."planned_year", NEW."sponsor"); RETURN NULL;',
                    hash="e25b269c887cb8b4f5bb51df2a6b90072fe514ba",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_fb5a6",
                    table="institutions_incubator",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="incubator",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "institutions_incubatorevent" ("address", "closed_on", "code", "field", "focus", "id", "introduction", "introduction_en", "kind", "map_url", "name", "name_en", "note", "opened_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photo", "planned_year", "sponsor") VALUES (NEW."address", NEW."closed_on", NEW."code", NEW."field", NEW."focus", NEW."id", NEW."introduction", NEW."introduction_en", NEW."kind", NEW."map_url", NEW."name", NEW."name_en", NEW."note", NEW."opened_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."photo", NEW."planned_year", NEW."sponsor"); RETURN NULL;',
                    hash="01862dd239595957cc0539b16f77f7760a39a3b2",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_030ef",
                    table="institutions_incubator",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="incubator",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "institutions_incubatorevent" ("address", "closed_on", "code", "field", "focus", "id", "introduction", "introduction_en", "kind", "map_url", "name", "name_en", "note", "opened_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photo", "planned_year", "sponsor") VALUES (OLD."address", OLD."closed_on", OLD."code", OLD."field", OLD."focus", OLD."id", OLD."introduction", OLD."introduction_en", OLD."kind", OLD."map_url", OLD."name", OLD."name_en", OLD."note", OLD."opened_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."photo", OLD."planned_year", OLD."sponsor"); RETURN NULL;',
                    hash="6cf62581eafaf54d1462bcaa2d00d8c4a54c938c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_02707",
                    table="institutions_incubator",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="rulebook",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "institutions_rulebookevent" ("applies_here", "code", "dates_certainty", "effective_from", "effective_until", "file_hash", "id", "issued_by", "issued_on", "level", "name", "note", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "published_at", "state", "superseded_at", "version") VALUES (NEW."applies_here", NEW."code", NEW."dates_certainty", NEW."effective_from", NEW."effective_until", NEW."file_hash", NEW."id", NEW."issued_by", NEW."issued_on", NEW."level", NEW."name", NEW."note", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."place", NEW."published_at", NEW."state", NEW."superseded_at", NEW."version"); RETURN NULL;',
                    hash="bbaa1b5ce5c399c6d7e268506838b39a9f337a3b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a30c8",
                    table="institutions_rulebook",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="rulebook",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "institutions_rulebookevent" ("applies_here", "code", "dates_certainty", "effective_from", "effective_until", "file_hash", "id", "issued_by", "issued_on", "level", "name", "note", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "published_at", "state", "superseded_at", "version") VALUES (NEW."applies_here", NEW."code", NEW."dates_certainty", NEW."effective_from", NEW."effective_until", NEW."file_hash", NEW."id", NEW."issued_by", NEW."issued_on", NEW."level", NEW."name", NEW."note", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."place", NEW."published_at", NEW."state", NEW."superseded_at", NEW."version"); RETURN NULL;',
                    hash="f47fdfc7e92b98ea4aa76cf238695a973f9dbf77",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c244d",
                    table="institutions_rulebook",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="rulebook",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "institutions_rulebookevent" ("applies_here", "code", "dates_certainty", "effective_from", "effective_until", "file_hash", "id", "issued_by", "issued_on", "level", "name", "note", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "published_at", "state", "superseded_at", "version") VALUES (OLD."applies_here", OLD."code", OLD."dates_certainty", OLD."effective_from", OLD."effective_until", OLD."file_hash", OLD."id", OLD."issued_by", OLD."issued_on", OLD."level", OLD."name", OLD."note", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."place", OLD."published_at", OLD."state", OLD."superseded_at", OLD."version"); RETURN NULL;',
                    hash="64758e7083bc2765434597cedf06f5dd91552f61",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4dfc0",
                    table="institutions_rulebook",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="incubatorevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="c4d9834514340cd9b1f39d14852eef8dfe99b5d4",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_d82b6",
                    table="institutions_incubatorevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="incubatorevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="8c5ac99109e7d14d3fa1094e8d73eece63f68d5d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_98bac",
                    table="institutions_incubatorevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="phase",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "institutions_phaseevent" ("floor_area", "id", "incubator_id", "note", "number", "opened_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_from", "planned_until", "site_area", "started_on", "state") VALUES (NEW."floor_area", NEW."id", NEW."incubator_id", NEW."note", NEW."number", NEW."opened_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."planned_from", NEW."planned_until", NEW."site_area", NEW."started_on", NEW."state"); RETURN NULL;',
                    hash="acafd8ac7c969bbfdd17f25fe2d1d234789c37ba",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_72e62",
                    table="institutions_phase",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="phase",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "institutions_phaseevent" ("floor_area", "id", "incubator_id", "note", "number", "opened_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_from", "planned_until", "site_area", "started_on", "state") VALUES (NEW."floor_area", NEW."id", NEW."incubator_id", NEW."note", NEW."number", NEW."opened_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."planned_from", NEW."planned_until", NEW."site_area", NEW."started_on", NEW."state"); RETURN NULL;',
                    hash="243976293f30e506bbeb21cbdfddf8a6b61520c9",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_33b40",
                    table="institutions_phase",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="phase",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "institutions_phaseevent" ("floor_area", "id", "incubator_id", "note", "number", "opened_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_from", "planned_until", "site_area", "started_on", "state") VALUES (OLD."floor_area", OLD."id", OLD."incubator_id", OLD."note", OLD."number", OLD."opened_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."planned_from", OLD."planned_until", OLD."site_area", OLD."started_on", OLD."state"); RETURN NULL;',
                    hash="96c0f25e5368c4414cb279e5235699ccc57850a3",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3fb01",
                    table="institutions_phase",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="phaseevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="071f3c689e3d68bb12af2836a2113c870cd5a9cb",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_1c478",
                    table="institutions_phaseevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="phaseevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b2e1d6897c063dd6010c48d9e302be63df171a73",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_fc79c",
                    table="institutions_phaseevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="criterionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="04f6661e017872aeabf7fc504aa51ab7215fcb9e",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_23bf4",
                    table="institutions_criterionevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="criterionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="423eb9e4a7263a3fed875acc96d9aa9c6ad1f2a4",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_c1071",
                    table="institutions_criterionevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="criterion",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "institutions_criterionevent" ("certainty", "divisor", "focus", "id", "item", "joined", "kind", "limit", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "purpose", "reducible", "rule", "rulebook_id", "source", "special", "words") VALUES (NEW."certainty", NEW."divisor", NEW."focus", NEW."id", NEW."item", NEW."joined", NEW."kind", NEW."limit", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."purpose", NEW."reducible", NEW."rule", NEW."rulebook_id", NEW."source", NEW."special", NEW."words"); RETURN NULL;',
                    hash="2f3097a10e5ec40bdccba22a43121b01292f2660",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_24bbf",
                    table="institutions_criterion",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="criterion",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "institutions_criterionevent" ("certainty", "divisor", "focus", "id", "item", "joined", "kind", "limit", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "purpose", "reducible", "rule", "rulebook_id", "source", "special", "words") VALUES (NEW."certainty", NEW."divisor", NEW."focus", NEW."id", NEW."item", NEW."joined", NEW."kind", NEW."limit", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."purpose", NEW."reducible", NEW."rule", NEW."rulebook_id", NEW."source", NEW."special", NEW."words"); RETURN NULL;',
                    hash="ffe9355fec132b045e2aa26cf72e77860f8ef7df",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_54dc9",
                    table="institutions_criterion",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="criterion",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "institutions_criterionevent" ("certainty", "divisor", "focus", "id", "item", "joined", "kind", "limit", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "purpose", "reducible", "rule", "rulebook_id", "source", "special", "words") VALUES (OLD."certainty", OLD."divisor", OLD."focus", OLD."id", OLD."item", OLD."joined", OLD."kind", OLD."limit", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."purpose", OLD."reducible", OLD."rule", OLD."rulebook_id", OLD."source", OLD."special", OLD."words"); RETURN NULL;',
                    hash="53b45ab3d3a49be677b1b4c7a812254708d56e2a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2324c",
                    table="institutions_criterion",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="rulebookevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="41dd730ba883889d1c518967dc48c6807306e8d9",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_f8cab",
                    table="institutions_rulebookevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="rulebookevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="0533b02ce8cb10342498471bf7d532fd5f383604",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_69d0e",
                    table="institutions_rulebookevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
