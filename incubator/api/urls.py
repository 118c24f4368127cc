"""Version 1 of the API: every address, on one screen."""

from django.urls import path

from companies.api import (
    ApplicationViewSet,
    CallViewSet,
    CompanyViewSet,
    DecisionViewSet,
    FunnelView,
    GraduationReviewViewSet,
    ResidenceViewSet,
    ReturnViewSet,
    ReviewViewSet,
)
from facilities.api import BuildingViewSet, LeaseViewSet, UnitViewSet
from facilities.occupancy_api import OccupancyView
from incubator.api.views import DocsView, SchemaView
from incubator.institutions.api import IncubatorViewSet
from incubator.statistics.api.flows import ReconciliationView, ResidencesBehindView
from incubator.statistics.api.incubatees import GraduatesView, ReturnsView, StakesView
from incubator.statistics.api.institutions import AccountsView, FundsView, StaffView
from incubator.statistics.api.lists import (
    BuildingsView,
    CompaniesView,
    ConstructionView,
    UnitsView,
)
from incubator.statistics.api.mentoring import MentorsView, SessionsView
from incubator.statistics.api.public import PublicFiguresView
from incubator.statistics.api.recognition import RecognitionView
from incubator.statistics.api.series import SeriesView
from incubator.statistics.api.signals import SignalStaysView, SignalsView
from incubator.statistics.api.snapshots import BundleView, SnapshotsView, SnapshotView
from incubator.statistics.api.targets import TargetsView
from incubator.statistics.api.views import YearListView, YearView
from mentors.api import AssignmentViewSet, MentorViewSet, SessionViewSet

app_name = "v1"

MANY, ONE = {"get": "list"}, {"get": "retrieve"}

urlpatterns = [
    path("statistics/", YearListView.as_view(), name="years"),
    path("statistics/series/", SeriesView.as_view(), name="series"),
    path("statistics/targets/", TargetsView.as_view(), name="targets"),
    path("statistics/reconciliation/", ReconciliationView.as_view(), name="reconciliation"),
    path(
        "statistics/reconciliation/companies/",
        ResidencesBehindView.as_view(),
        name="reconciliation-behind",
    ),
    path("statistics/<str:year>/", YearView.as_view(), name="year"),
    path("statistics/<str:year>/<str:indicator>/companies/", CompaniesView.as_view(), name="facts"),
    path("statistics/<str:year>/<str:indicator>/units/", UnitsView.as_view(), name="units-behind"),
    path(
        "statistics/<str:year>/<str:indicator>/buildings/",
        BuildingsView.as_view(),
        name="buildings-behind",
    ),
    path(
        "statistics/<str:year>/<str:indicator>/construction/",
        ConstructionView.as_view(),
        name="construction-behind",
    ),
    path(
        "statistics/<str:year>/<str:indicator>/mentors/",
        MentorsView.as_view(),
        name="mentors-behind",
    ),
    path(
        "statistics/<str:year>/<str:indicator>/sessions/",
        SessionsView.as_view(),
        name="sessions-behind",
    ),
    path(
        "statistics/<str:year>/<str:indicator>/returns/",
        ReturnsView.as_view(),
        name="returns-behind",
    ),
    path(
        "statistics/<str:year>/<str:indicator>/graduates/",
        GraduatesView.as_view(),
        name="graduates-behind",
    ),
    path(
        "statistics/<str:year>/<str:indicator>/stakes/",
        StakesView.as_view(),
        name="stakes-behind",
    ),
    path(
        "statistics/<str:year>/<str:indicator>/staff/",
        StaffView.as_view(),
        name="staff-behind",
    ),
    path(
        "statistics/<str:year>/<str:indicator>/funds/",
        FundsView.as_view(),
        name="funds-behind",
    ),
    path(
        "statistics/<str:year>/<str:indicator>/accounts/",
        AccountsView.as_view(),
        name="accounts-behind",
    ),
    path("signals/<str:year>/", SignalsView.as_view(), name="signals"),
    path("signals/<str:year>/<str:signal>/", SignalStaysView.as_view(), name="signal"),
    path("public/figures/", PublicFiguresView.as_view(), name="public-figures"),
    path("snapshots/", SnapshotsView.as_view(), name="snapshots"),
    path("snapshots/<int:pk>/", SnapshotView.as_view(), name="snapshot"),
    path("snapshots/<int:pk>/bundle/", BundleView.as_view(), name="bundle"),
    path("incubators/", IncubatorViewSet.as_view(MANY), name="incubators"),
    path("incubators/<int:pk>/", IncubatorViewSet.as_view(ONE), name="incubator"),
    path("incubators/<int:pk>/recognition/", RecognitionView.as_view(), name="recognition"),
    path("companies/", CompanyViewSet.as_view(MANY), name="companies"),
    path("companies/<int:pk>/", CompanyViewSet.as_view(ONE), name="company"),
    path("residences/", ResidenceViewSet.as_view(MANY), name="residences"),
    path("residences/<int:pk>/", ResidenceViewSet.as_view(ONE), name="residence"),
    path("graduation-reviews/", GraduationReviewViewSet.as_view(MANY), name="graduations"),
    path("graduation-reviews/<int:pk>/", GraduationReviewViewSet.as_view(ONE), name="graduation"),
    path("calls/", CallViewSet.as_view(MANY), name="calls"),
    path("calls/<int:pk>/", CallViewSet.as_view(ONE), name="call"),
    path("applications/", ApplicationViewSet.as_view(MANY), name="applications"),
    path("applications/funnel/", FunnelView.as_view(), name="funnel"),
    path("reviews/", ReviewViewSet.as_view(MANY), name="reviews"),
    path("reviews/<int:pk>/", ReviewViewSet.as_view(ONE), name="review"),
    path("decisions/", DecisionViewSet.as_view(MANY), name="decisions"),
    path("decisions/<int:pk>/", DecisionViewSet.as_view(ONE), name="decision"),
    path("applications/<int:pk>/", ApplicationViewSet.as_view(ONE), name="application"),
    path("mentors/", MentorViewSet.as_view(MANY), name="mentors"),
    path("mentors/<int:pk>/", MentorViewSet.as_view(ONE), name="mentor"),
    path("assignments/", AssignmentViewSet.as_view(MANY), name="assignments"),
    path("assignments/<int:pk>/", AssignmentViewSet.as_view(ONE), name="assignment"),
    path("sessions/", SessionViewSet.as_view(MANY), name="sessions"),
    path("sessions/<int:pk>/", SessionViewSet.as_view(ONE), name="session"),
    path("returns/", ReturnViewSet.as_view(MANY), name="returns"),
    path("returns/<int:pk>/", ReturnViewSet.as_view(ONE), name="return"),
    path("buildings/", BuildingViewSet.as_view(MANY), name="buildings"),
    path("buildings/<int:pk>/", BuildingViewSet.as_view(ONE), name="building"),
    path("units/", UnitViewSet.as_view(MANY), name="units"),
    path("units/<int:pk>/", UnitViewSet.as_view(ONE), name="unit"),
    path("leases/", LeaseViewSet.as_view(MANY), name="leases"),
    path("leases/<int:pk>/", LeaseViewSet.as_view(ONE), name="lease"),
    path("occupancy/", OccupancyView.as_view(), name="occupancy"),
    path("schema/", SchemaView.as_view(), name="schema"),
    path("docs/", DocsView.as_view(), name="docs"),
]
