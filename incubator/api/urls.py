"""Version 1 of the API: every address, on one screen."""

from django.urls import path

from companies.api import CompanyViewSet, ResidenceViewSet
from incubator.api.views import DocsView, SchemaView
from incubator.institutions.api import IncubatorViewSet
from incubator.statistics.api.views import FactsView, SeriesView, YearListView, YearView

app_name = "v1"

MANY, ONE = {"get": "list"}, {"get": "retrieve"}

urlpatterns = [
    path("statistics/", YearListView.as_view(), name="years"),
    path("statistics/series/", SeriesView.as_view(), name="series"),
    path("statistics/<str:year>/", YearView.as_view(), name="year"),
    path("statistics/<str:year>/<str:indicator>/companies/", FactsView.as_view(), name="facts"),
    path("incubators/", IncubatorViewSet.as_view(MANY), name="incubators"),
    path("incubators/<int:pk>/", IncubatorViewSet.as_view(ONE), name="incubator"),
    path("companies/", CompanyViewSet.as_view(MANY), name="companies"),
    path("companies/<int:pk>/", CompanyViewSet.as_view(ONE), name="company"),
    path("residences/", ResidenceViewSet.as_view(MANY), name="residences"),
    path("residences/<int:pk>/", ResidenceViewSet.as_view(ONE), name="residence"),
    path("schema/", SchemaView.as_view(), name="schema"),
    path("docs/", DocsView.as_view(), name="docs"),
]
