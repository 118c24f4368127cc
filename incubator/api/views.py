"""The schema of the API and the page that shows it. They hold no data, so anybody may look."""

from django.conf import settings
from django.http import HttpResponseBase
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.request import Request

from incubator.accounts.api_permissions import Public
from incubator.core.api.parameters import choice
from incubator.core.api.views import ApiView
from incubator.core.middleware import STRICT


class PublicView(ApiView):
    """In the language of ``?lang=``, or of the reader."""

    permission_classes = [Public]
    authentication_classes = []
    parameters = ("lang",)

    def initial(self, request: Request, *args, **kwargs) -> None:
        """Refuses languages that we do not speak."""
        super().initial(request, *args, **kwargs)
        choice(request.query_params, "lang", dict(settings.LANGUAGES))


class SchemaView(PublicView, SpectacularAPIView):
    """OpenAPI, as YAML or JSON."""


class DocsView(PublicView, SpectacularSwaggerSplitView):
    """The schema as a page to read and to try."""

    url_name = "v1:schema"
    parameters = ("lang", "script")

    def finalize_response(self, request: Request, response, *args, **kwargs) -> HttpResponseBase:
        """Its template has a style of its own; scripts come from our files only."""
        response = super().finalize_response(request, response, *args, **kwargs)
        response.headers["Content-Security-Policy"] = f"{STRICT}; style-src 'self' 'unsafe-inline'"
        return response
