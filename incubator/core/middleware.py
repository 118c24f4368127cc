"""Around every request: who is behind it, for the history, and what its answer may load."""

from collections.abc import Callable

import structlog
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from incubator.core.api.errors import API_PREFIX
from incubator.core.history import recorded

READING = frozenset({"GET", "HEAD", "OPTIONS"})


class SignInMiddleware(LoginRequiredMiddleware):
    """Closed by default; whoever comes to the admin signs in at the admin's own page."""

    def process_view(self, request, view_func, view_args, view_kwargs):
        # Public pages do not look at the session: a cache may keep them for everybody.
        if not getattr(view_func, "login_required", True) or request.user.is_authenticated:
            return None
        if request.resolver_match.app_name == "admin":
            return redirect_to_login(request.get_full_path(), reverse("admin:login"))
        return self.handle_no_permission(request, view_func)


class AuditContextMiddleware:
    """Puts user, request id and path into the history context of a writing request.

    API requests authenticate inside the view; they add their user there (see
    ``incubator.accounts.authentication``).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in READING:
            return self.get_response(request)
        request_id = structlog.contextvars.get_contextvars().get("request_id", "")
        user = request.user if request.user.is_authenticated else None
        with recorded(by=user, request=str(request_id), path=request.path):
            return self.get_response(request)


# Everything comes from here, and no script or style stands in a page.
STRICT = "; ".join(
    [
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)
# By URL namespace. The admin's Alpine evaluates the expressions in its attributes, and
# its templates carry styles; no inline script is let in there either.
POLICIES = {
    "admin": f"{STRICT}; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'",
}


class ContentSecurityPolicyMiddleware:
    """Says what a page may load, unless its view has said so itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        namespace = request.resolver_match.app_name if request.resolver_match else ""
        response.headers.setdefault("Content-Security-Policy", POLICIES.get(namespace, STRICT))
        return response


class ReadableAddressMiddleware:
    """Answers 400 to an address with a NUL in it, which no column of PostgreSQL can hold.

    Nobody types one, and no page has to think of it. The API names the parameter itself.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = request.META.get("QUERY_STRING", "")
        has_nul = "%00" in asked or "\0" in asked + request.path_info
        if has_nul and not request.path_info.startswith(API_PREFIX):
            raise BadRequest("a NUL in the address")
        return self.get_response(request)
