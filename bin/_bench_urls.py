"""The addresses of the system, and beside them the views that it is compared with."""

from django.urls import path
from rest_framework.pagination import LimitOffsetPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from companies.api import CompanyViewSet
from incubator.accounts.permissions import Permission
from incubator.urls import *  # noqa: F403 - the handlers of errors too
from incubator.urls import urlpatterns


class EmptyView(APIView):
    """Authentication, throttles and permission as everywhere, and then nothing."""

    required = {"GET": Permission.STATISTICS_READ}

    def get(self, request: Request) -> Response:
        return Response({})


class OffsetPages(LimitOffsetPagination):
    """How pages are usually cut: count all rows, skip those before."""

    limit_query_param = "page_size"
    max_limit = 1000

    def parameters(self, view) -> set[str]:
        return {self.limit_query_param, self.offset_query_param}

    def get_limit(self, request: Request) -> int:
        return int(request.query_params.get(self.limit_query_param, 50))


class CompaniesByOffset(CompanyViewSet):
    """The same rows, in the same order, through the same serializer."""

    pagination_class = OffsetPages

    def filter_queryset(self, queryset):
        return super().filter_queryset(queryset).order_by(self.orderings[0])


urlpatterns = [
    *urlpatterns,
    path("bench/empty/", EmptyView.as_view()),
    path("bench/companies/", CompaniesByOffset.as_view({"get": "list"})),
]
