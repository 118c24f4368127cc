"""The admin site: who may come in, what stands in the sidebar, and the home page."""

from collections.abc import Callable
from functools import wraps

from allauth.account.adapter import get_adapter
from django.contrib.admin import site
from django.contrib.admin.options import ModelAdmin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.forms import AuthenticationForm
from unfold.sites import UnfoldAdminSite

from companies.models import (
    Admission,
    AgreementTemplate,
    Application,
    Award,
    Call,
    ChangeRequest,
    Company,
    CompanyMerge,
    Conflict,
    DueReturn,
    EquityStake,
    Evidence,
    FinancingRound,
    FollowUp,
    GraduationReview,
    IncubationAgreement,
    IntellectualProperty,
    Leaving,
    MarketEvent,
    PanelMeeting,
    Paper,
    PossibleDuplicate,
    Product,
    Project,
    Qualification,
    Questionnaire,
    Referral,
    Representative,
    Residence,
    Return,
    ReturnForm,
    ReturnPeriod,
    Review,
    ReviewPlan,
    ReviewRound,
    StaffCount,
    SubsidyClaim,
)
from facilities.models import (
    Building,
    Charge,
    ChargeRun,
    ConstructionRecord,
    Milestone,
    Payment,
    SpaceLease,
    Unit,
)
from incubator.accounts.access import access_from, access_of
from incubator.accounts.admin_base import ScopedModelAdmin
from incubator.accounts.models import AccessToken, Membership, SavedView, User
from incubator.admin_home import home
from incubator.admin_search import quick_search
from incubator.core.dates import today
from incubator.core.glossary import TERMS
from incubator.core.models import HistoryCheck
from incubator.imports.models import FileImport
from incubator.institutions.models import (
    Criterion,
    IncubationFund,
    Incubator,
    IncubatorChange,
    InstitutionStaff,
    OwnDocument,
    Phase,
    Rulebook,
    ServicePlatform,
    YearAccount,
)
from incubator.statistics.models import (
    Citation,
    ComputationRun,
    Document,
    LateFact,
    OpeningBalance,
    Snapshot,
    Target,
    TorchEntry,
    Webhook,
    WebhookDelivery,
    YearlyTotal,
)
from mentors.models import (
    Appointment,
    Assignment,
    Mentor,
    MentorApplication,
    MentoringSession,
    Slot,
)


class LoginForm(AuthenticationForm):
    """Tells staff without a role why they cannot come in."""

    error_messages = {
        **AuthenticationForm.error_messages,
        "no_role": gettext_lazy("This account has no role in force; ask the zone's administrator."),
    }

    def clean(self) -> dict:
        """Wrong passwords are held off by account and by address, as at the portal."""
        username, password = (self.cleaned_data.get(name) for name in ("username", "password"))
        if username and password:
            self.user_cache = get_adapter(self.request).authenticate(
                self.request, username=username, password=password
            )
            if self.user_cache is None:
                raise self.get_invalid_login_error()
            self.confirm_login_allowed(self.user_cache)
        return self.cleaned_data

    def confirm_login_allowed(self, user) -> None:
        super().confirm_login_allowed(user)
        if not access_of(user, on=today()).permissions:
            raise ValidationError(self.error_messages["no_role"], code="no_role")


# What is sent to these changes nothing that is on file: a text to check, the end of a session.
ONLY_READ = frozenset({
    "logout", "password_change", "statistics_document_check_text",
    "statistics_document_write_report",
})  # fmt: skip
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class IncubatorAdminSite(UnfoldAdminSite):
    """Open to staff with a role in force; holds only admins that follow the reader's access."""

    login_form = LoginForm
    index_template = "site/admin_home.html"
    index_title = gettext_lazy("Home")

    def register(self, model_or_iterable, admin_class: type[ModelAdmin] | None = None, **options):
        """Closed by default: what packages register knows nothing of our scopes and stays out."""
        if admin_class is not None and issubclass(admin_class, ScopedModelAdmin):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        user = request.user
        return user.is_active and user.is_staff and bool(access_from(request).permissions)

    def admin_view(self, view: Callable, cacheable: bool = False) -> Callable:
        """Whoever may only read sends nothing, whatever the page would have done with it.

        Nobody of the portal comes in, and signing in again would not help them: 403.
        """

        @wraps(view)
        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
            if request.method not in SAFE and not access_from(request).writes:
                name = request.resolver_match.url_name or ""
                if name not in ONLY_READ:
                    raise PermissionDenied
            return view(request, *args, **kwargs)

        of_the_office = super().admin_view(guarded, cacheable)

        @wraps(of_the_office)
        def opened(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
            if request.user.is_authenticated and not request.user.is_staff:
                raise PermissionDenied
            return of_the_office(request, *args, **kwargs)

        return opened

    def search(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """What Ctrl+K finds: companies and lists, those that the reader may see.

        Looked up afresh each time: unfold keeps a user's results for minutes, after a role has
        ended too.
        """
        return quick_search(request, self.get_model_admin(Company), navigation(request))

    def get_log_entries(self, request: HttpRequest) -> QuerySet:
        """None: the admin's journal knows no scope. Each row's history page does."""
        return super().get_log_entries(request).none()

    def get_urls(self) -> list:
        mine = path("glossary/", self.admin_view(self.glossary), name="glossary")
        return [mine, *super().get_urls()]

    def glossary(self, request: HttpRequest) -> HttpResponse:
        """Every word that has a meaning in law, with its source: for whoever comes in."""
        terms = [{"code": code, "term": one} for code, one in TERMS.items()]
        context = {**self.each_context(request), "title": _("Terms and their sources")}
        return TemplateResponse(request, "scoped_admin/glossary.html", {**context, "terms": terms})

    def index(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        return super().index(request, {**home(request), **(extra_context or {})})


# The sidebar: groups as the work is done; each list under the name of its model.
NAVIGATION = [
    (
        gettext_lazy("Applying"),
        [(Application, "inbox"), (Admission, "login"), (Call, "campaign"), (Questionnaire, "quiz")],
    ),
    (
        gettext_lazy("Review"),
        [
            (ReviewRound, "rate_review"),
            (Review, "reviews"),
            (PanelMeeting, "groups"),
            (Conflict, "block"),
            (ReviewPlan, "account_tree"),
        ],
    ),
    (
        gettext_lazy("Incubation"),
        [
            (Company, "apartment"),
            (Residence, "meeting_room"),
            (IncubationAgreement, "handshake"),
            (ChangeRequest, "published_with_changes"),
            (Leaving, "door_back"),
            (GraduationReview, "school"),
            (Referral, "rocket_launch"),
            (Paper, "folder_open"),
            (Representative, "badge"),
            (FileImport, "upload_file"),
            (AgreementTemplate, "edit_document"),
            (PossibleDuplicate, "content_copy"),
            (CompanyMerge, "merge"),
        ],
    ),
    (
        gettext_lazy("Mentoring"),
        [
            (Mentor, "school"),
            (Appointment, "workspace_premium"),
            (Assignment, "diversity_3"),
            (Slot, "event_available"),
            (MentoringSession, "forum"),
            (MentorApplication, "how_to_reg"),
        ],
    ),
    (
        gettext_lazy("Facts"),
        [
            (Qualification, "verified"),
            (IntellectualProperty, "lightbulb"),
            (Project, "science"),
            (Award, "emoji_events"),
            (SubsidyClaim, "volunteer_activism"),
            (FinancingRound, "savings"),
            (Product, "inventory_2"),
            (StaffCount, "groups"),
            (MarketEvent, "trending_up"),
            (EquityStake, "pie_chart"),
            (FollowUp, "share_location"),
            (Evidence, "attachment"),
        ],
    ),
    (
        gettext_lazy("Reporting"),
        [
            (DueReturn, "pending_actions"),
            (Return, "assignment_turned_in"),
            (ReturnPeriod, "calendar_month"),
            (ReturnForm, "list_alt"),
        ],
    ),
    (
        gettext_lazy("Space"),
        [
            (Building, "location_city"),
            (Unit, "door_front"),
            (SpaceLease, "contract"),
            (Charge, "receipt_long"),
            (Payment, "payments"),
            (ChargeRun, "playlist_add_check"),
        ],
    ),
    (
        gettext_lazy("Institutions"),
        [
            (Incubator, "domain"),
            (IncubatorChange, "swap_horiz"),
            (InstitutionStaff, "groups"),
            (IncubationFund, "savings"),
            (ServicePlatform, "biotech"),
            (YearAccount, "account_balance"),
            (OwnDocument, "attach_file"),
            (Phase, "construction"),
            (ConstructionRecord, "engineering"),
            (Milestone, "sports_score"),
            (Rulebook, "gavel"),
            (Criterion, "rule"),
        ],
    ),
    (
        gettext_lazy("Statistics"),
        [
            (YearlyTotal, "table_chart"),
            (Snapshot, "verified"),
            (LateFact, "running_with_errors"),
            (ComputationRun, "calculate"),
            (Target, "flag"),
            (Citation, "format_quote"),
            (Document, "description"),
            (OpeningBalance, "history_edu"),
            (TorchEntry, "local_fire_department"),
            (Webhook, "webhook"),
            (WebhookDelivery, "outbox"),
        ],
    ),
    (
        gettext_lazy("Accounts"),
        [
            (SavedView, "bookmarks"),
            (User, "person"),
            (Membership, "badge"),
            (AccessToken, "key"),
            (HistoryCheck, "verified_user"),
        ],
    ),
]


# Pages that are no list, above the groups: whoever sees the model sees its page.
PAGES: list[tuple[type[Model] | None, Promise, str, str]] = [
    (None, gettext_lazy("Home"), "home", "index"),
    (ChangeRequest, gettext_lazy("Duties and their days"), "event_upcoming",
     "companies_changerequest_duties"),
    (Company, gettext_lazy("Facts to look after"), "fact_check", "companies_company_care"),
    (GraduationReview, gettext_lazy("Board of graduation"), "view_kanban",
     "companies_graduationreview_board"),
    (Application, gettext_lazy("From entry to residence"), "filter_alt",
     "companies_application_funnel"),
    (Building, gettext_lazy("Rent-control table"), "grid_view", "facilities_building_first_plan"),
    (Building, gettext_lazy("Let and vacant"), "donut_small", "facilities_building_occupancy"),
    (SpaceLease, gettext_lazy("Who owes"), "running_with_errors", "facilities_spacelease_owing"),
    (YearlyTotal, gettext_lazy("Reconciliation of incubatees"), "balance",
     "statistics_yearlytotal_flows"),
    (YearlyTotal, gettext_lazy("Through the years"), "show_chart", "statistics_yearlytotal_series"),
    (Membership, gettext_lazy("Roles and rights"), "rule", "accounts_membership_rights"),
    (HistoryCheck, gettext_lazy("Search the history"), "manage_search", "core_historycheck_search"),
    (None, gettext_lazy("Terms and their sources"), "dictionary", "glossary"),
]  # fmt: skip


def navigation(request: HttpRequest) -> list[dict]:
    """The sidebar's entries: what the reader may read."""
    first = [
        {"title": str(title), "icon": icon, "link": reverse(f"admin:{page}")}
        for model, title, icon, page in PAGES
        if model is None or site.get_model_admin(model).has_view_permission(request)
    ]
    groups = [
        {
            "title": str(title),
            "separator": True,
            "collapsible": True,  # eighty lists: only the group that one works in stands open
            "items": [entry for model, icon in lists if (entry := _entry_of(request, model, icon))],
        }
        for title, lists in NAVIGATION
    ]
    return [{"items": first}, *(group for group in groups if group["items"])]


def _entry_of(request: HttpRequest, model: type[Model], icon: str) -> dict | None:
    pages = site.get_model_admin(model)
    if not pages.has_view_permission(request):
        return None
    title = capfirst(str(model._meta.verbose_name_plural))
    return {"title": title, "icon": icon, "link": pages.list_address()}
