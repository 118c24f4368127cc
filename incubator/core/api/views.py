"""What every view of the API shares: the order of its checks, and the headers of its answers."""

from django.http import HttpResponse, HttpResponseBase
from django.utils.cache import patch_cache_control, patch_vary_headers
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.generics import GenericAPIView
from rest_framework.mixins import ListModelMixin, RetrieveModelMixin
from rest_framework.request import Request
from rest_framework.views import APIView
from rest_framework.viewsets import GenericViewSet

from incubator.core.api.pages import KeysetPages
from incubator.core.api.parameters import require_known


class ApiView(APIView):
    """One view of the API.

    ``required`` says for each method which permission it needs (read by
    ``accounts.api_permissions.DeclaredPermission``), ``parameters`` what may stand behind
    the question mark.
    """

    required: dict[str, str] = {}
    parameters: tuple[str, ...] = ()

    def initial(self, request: Request, *args, **kwargs) -> None:
        """Who asks, how often, whether they may; only then what is asked for.

        So a stranger learns nothing about parameters, and guessing tokens is slowed down.
        """
        self.format_kwarg = None
        request.version, request.versioning_scheme = self.determine_version(request)
        refused = None
        try:
            self.perform_authentication(request)
        except AuthenticationFailed as failure:
            refused = failure
        self.check_throttles(request)
        if refused:
            raise refused
        self.check_permissions(request)
        if hasattr(self, request.method.lower()):
            require_known(request.query_params, self.known_parameters())
        negotiated = self.perform_content_negotiation(request)
        request.accepted_renderer, request.accepted_media_type = negotiated

    def known_parameters(self) -> set[str]:
        """The names of all parameters that are offered here."""
        return {"format", *self.parameters}

    def options(self, request: Request, *args, **kwargs) -> HttpResponse:
        """Only the methods, in the Allow header: all else is in the schema."""
        return HttpResponse(status=204)

    def finalize_response(self, request: Request, response, *args, **kwargs) -> HttpResponseBase:
        """Nobody between us and the caller gives an answer to another, or an old one."""
        response = super().finalize_response(request, response, *args, **kwargs)
        patch_vary_headers(response, ["Authorization", "Accept-Language"])
        patch_cache_control(response, private=True, no_cache=True)
        return response


class PagedView(ApiView, GenericAPIView):
    """A list by pages; ``orderings`` are unique columns of whole numbers."""

    pagination_class = KeysetPages
    orderings: tuple[str, ...] = ("id", "-id")

    def known_parameters(self) -> set[str]:
        """With those of the page."""
        return super().known_parameters() | self.paginator.parameters(self)


class ReadOnlyViewSet(PagedView, ListModelMixin, RetrieveModelMixin, GenericViewSet):
    """A list and its single rows; the subclass gives the rows that the caller may see."""

    filterset_class: type

    def known_parameters(self) -> set[str]:
        """A list has pages and filters, a single row neither."""
        if self.kwargs:
            return {"format"}
        return super().known_parameters() | set(self.filterset_class.base_filters)
