"""Users, memberships and access tokens."""

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from knox.models import AbstractAuthToken
from knox.settings import CONSTANTS

from incubator.accounts.permissions import INCUBATOR_ROLES, ZONE_ROLES, Role
from incubator.core.db import period
from incubator.core.history import tracked
from incubator.institutions.models import Incubator


class Notice(models.TextChoices):
    """Mails that somebody may do without; formal letters are always sent."""

    MESSAGES = "messages", _("The office has written a message")
    REMINDERS = "reminders", _("A call closes soon, and my draft is not handed in yet")
    SESSIONS = "sessions", _("A meeting with a mentor, or with a company as its mentor, is near")


@tracked(exclude=("password", "last_login"))
class User(AbstractUser):
    """使用者: a person who signs in."""

    first_name = None
    last_name = None
    name = models.CharField(_("full name"), max_length=80, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    muted = ArrayField(
        models.CharField(max_length=20, choices=Notice),
        verbose_name=_("mails not wanted"),
        default=list,
        blank=True,
    )

    REQUIRED_FIELDS = ["email"]

    class Meta(AbstractUser.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~Q(email=""),
                name="user_email_once",
                violation_error_message=_("Another account has this e-mail address."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        """The name as people say it."""
        return self.name

    def get_short_name(self) -> str:
        """The name as people say it."""
        return self.name or self.username

    def wants(self, notice: Notice) -> bool:
        """Whether a mail of this kind may be sent: there is an address, and it is welcome."""
        return bool(self.email) and notice not in self.muted


@tracked()
class ErasureRequest(models.Model):
    """注销申请: somebody asks that what is held about them be erased.

    What must be kept for a while is erased when its time is over; then the request is done.
    """

    user = models.ForeignKey(
        User, models.PROTECT, related_name="erasure_requests", verbose_name=_("user")
    )
    asked_at = models.DateTimeField(_("asked at"))
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)

    class Meta:
        verbose_name = _("request for erasure")
        verbose_name_plural = _("requests for erasure")
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(withdrawn_at__isnull=True, done_at__isnull=True),
                name="erasure_one_open_request",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(done_at__isnull=True),
                name="erasure_withdrawn_or_done",
            ),
            models.CheckConstraint(
                condition=(Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("asked_at")))
                & (Q(done_at__isnull=True) | Q(done_at__gte=F("asked_at"))),
                name="erasure_ends_after_it_was_asked",
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)


class MembershipQuerySet(models.QuerySet):
    """Questions about many memberships."""

    def in_force(self, *, on) -> "MembershipQuerySet":
        """Those that hold on a day (the last day is the first that no longer counts)."""
        return self.filter(begins_on__lte=on).exclude(ends_on__lte=on)


# Exclusion constraints compare no NULLs, so the zone needs a value of its own.
WITHOUT_PLACE = Func(F("incubator"), function="num_nulls", output_field=models.IntegerField())
PLACE = Func(F("incubator"), 0, function="coalesce", output_field=models.BigIntegerField())


@tracked()
class Membership(models.Model):
    """任职: a user's role in one incubator, or in the whole zone, for a period."""

    user = models.ForeignKey(
        User, models.PROTECT, related_name="memberships", verbose_name=_("user")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)
    incubator = models.ForeignKey(
        Incubator,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("incubator"),
        help_text=_("Empty for the roles that apply to the whole zone."),
    )
    begins_on = models.DateField(_("begins on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=ZONE_ROLES, incubator__isnull=True)
                | Q(role__in=INCUBATOR_ROLES, incubator__isnull=False),
                name="membership_role_has_its_place",
                violation_error_message=_(
                    "A zone role names no incubator; an incubator's role names one."
                ),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(begins_on__lt=F("ends_on")),
                name="membership_ends_after_it_begins",
            ),
            # One person is either of the zone or of incubators at one time: otherwise a
            # right held in one place would leak into the other. Ranges are [begin, end).
            ExclusionConstraint(
                name="membership_zone_or_incubators",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    (WITHOUT_PLACE, RangeOperators.NOT_EQUAL),
                    (period("begins_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("A person of the zone cannot also be of one incubator."),
            ),
            # … and of all their incubators in one role, for the same reason.
            ExclusionConstraint(
                name="membership_one_role_of_incubators",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("role", RangeOperators.NOT_EQUAL),
                    (period("begins_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
                condition=Q(incubator__isnull=False),
                violation_error_message=_(
                    "A person has one role in all their incubators at one time: what they may do "
                    "in one would hold in the others."
                ),
            ),
            ExclusionConstraint(
                name="membership_role_once",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (PLACE, RangeOperators.EQUAL),
                    (period("begins_on", "ends_on"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("This person already holds this role at that time."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()}"


@tracked(exclude=("digest", "token_key"))
class AccessToken(AbstractAuthToken):
    """访问令牌: a program's key to the API; only its hash is stored, and it expires."""

    # Knox makes the hash the primary key, and histories and caches repeat primary keys.
    id = models.BigAutoField(primary_key=True)
    digest = models.CharField(max_length=CONSTANTS.DIGEST_LENGTH, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=80, blank=True)
    scopes = ArrayField(models.CharField(max_length=40), verbose_name=_("scopes"))
    incubator = models.ForeignKey(
        Incubator,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("incubator"),
        help_text=_("Limits the token to one incubator."),
    )

    class Meta:
        verbose_name = _("access token")
        verbose_name_plural = _("access tokens")
        constraints = [
            models.CheckConstraint(condition=Q(expiry__isnull=False), name="token_expires"),
            models.CheckConstraint(condition=Q(scopes__len__gt=0), name="token_has_scopes"),
        ]

    def __str__(self) -> str:
        return self.name or self.token_key


class Audience(models.TextChoices):
    """Who may use a saved view (可见范围)."""

    OWN = "own", _("Only me")
    INCUBATOR = "incubator", _("Everybody of one incubator")
    ZONE = "zone", _("Everybody of the zone")


class SavedViewQuerySet(models.QuerySet):
    """Questions about many saved views."""

    def visible_to(self, access) -> "SavedViewQuerySet":
        """One's own, and those shared where ``access`` reaches."""
        shared = Q(audience=Audience.ZONE)
        if access.everywhere:
            shared |= Q(audience=Audience.INCUBATOR)
        else:
            shared |= Q(incubator__in=access.incubator_ids)
        return self.filter(shared | Q(owner=access.user_id))

    def in_force(self) -> "SavedViewQuerySet":
        """Those that nobody has taken away."""
        return self.filter(ended_at__isnull=True)


@tracked()
class SavedView(models.Model):
    """列表视图: filters, columns and order of a list under a name. It shows no row to anybody:
    whoever uses it sees the rows that they may see.

    ``list`` is the label of the model, ``query`` what the address asks after the question mark.
    """

    owner = models.ForeignKey(
        User, models.PROTECT, related_name="saved_views", verbose_name=_("owner")
    )
    list = models.CharField(_("list"), max_length=80)
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(_("what it asks"), max_length=2000, blank=True)
    audience = models.CharField(
        _("who may use it"), max_length=12, choices=Audience, default=Audience.OWN
    )
    incubator = models.ForeignKey(
        Incubator,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="saved_views",
        verbose_name=_("incubator"),
    )
    made_at = models.DateTimeField(_("made at"))
    ended_at = models.DateTimeField(_("taken away at"), null=True, blank=True)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(list=""), name="view_has_a_name_and_a_list"
            ),
            models.CheckConstraint(
                condition=Q(audience=Audience.INCUBATOR, incubator__isnull=False)
                | Q(audience__in=[Audience.OWN, Audience.ZONE], incubator__isnull=True),
                name="view_shared_names_its_incubator",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("made_at")),
                name="view_ends_after_it_was_made",
            ),
            models.UniqueConstraint(
                fields=["owner", "list", "name"],
                condition=Q(ended_at__isnull=True),
                name="view_name_once",
                violation_error_message=_("You already have a view of this list with this name."),
            ),
        ]
        indexes = [models.Index(fields=["list", "name"], name="view_of_list")]

    def __str__(self) -> str:
        return self.name
