"""One error shape for the whole API: ``{"code", "detail", "fields"}``."""

import math

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views import defaults
from rest_framework import exceptions, status
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import set_rollback

from incubator.core.errors import RuleViolation

# Whose addresses speak this shape; all other pages are for people.
API_PREFIX = "/api/"


class PreconditionFailed(exceptions.APIException):
    """An ``If-Match`` that no longer holds."""

    status_code = status.HTTP_412_PRECONDITION_FAILED
    default_code = "precondition_failed"
    default_detail = _("The answer is not any more the one that the request names.")


# DRF's exceptions carry codes of its own; these are the ones whose code we name.
CODES = {
    exceptions.NotAuthenticated: "not_authenticated",
    exceptions.AuthenticationFailed: "invalid_token",
    exceptions.PermissionDenied: "not_allowed",
    exceptions.NotFound: "not_found",
    exceptions.MethodNotAllowed: "method_not_allowed",
    exceptions.NotAcceptable: "not_acceptable",
    exceptions.ParseError: "malformed_request",
    exceptions.UnsupportedMediaType: "unsupported_media_type",
    exceptions.Throttled: "too_many_requests",
    PreconditionFailed: "precondition_failed",
}


def exception_handler(exc: Exception, context: dict) -> Response | None:
    """Every refusal as ``{"code", "detail", "fields"}``; None lets a real fault be a 500."""
    if isinstance(exc, Http404):
        exc = exceptions.NotFound()
    elif isinstance(exc, PermissionDenied):
        exc = exceptions.PermissionDenied()
    if isinstance(exc, RuleViolation):
        response = Response(error_body(exc.code, exc.detail, exc.fields), status=exc.status)
    elif isinstance(exc, exceptions.APIException):
        response = Response(_body(exc), status=exc.status_code, headers=_headers(exc))
    else:
        return None
    set_rollback()
    _speak_json(context.get("request"))
    return response


def error_body(code: str, detail: object, fields: object = None) -> dict[str, object]:
    """The one shape of an error."""
    return {"code": code, "detail": str(detail), "fields": fields or {}}


def _body(exc: exceptions.APIException) -> dict[str, object]:
    if isinstance(exc, exceptions.ValidationError):
        fields = exc.detail if isinstance(exc.detail, dict) else {"non_field_errors": exc.detail}
        return error_body("invalid_input", _("Some of the input is not valid."), fields)
    # A code that was given when the exception was raised says more than its class.
    code = getattr(exc.detail, "code", exc.default_code)
    if code == exc.default_code:
        code = next((code for kind, code in CODES.items() if isinstance(exc, kind)), "error")
    return error_body(code, exc.detail)


def _headers(exc: exceptions.APIException) -> dict[str, str]:
    headers = {}
    if getattr(exc, "auth_header", None):
        headers["WWW-Authenticate"] = exc.auth_header
    if getattr(exc, "wait", None):
        headers["Retry-After"] = str(math.ceil(exc.wait))
    return headers


def _speak_json(request: Request | None) -> None:
    """An error is JSON, also where a table or a page was asked for."""
    if request is not None:
        request.accepted_renderer = JSONRenderer()
        request.accepted_media_type = JSONRenderer.media_type


# What Django itself refuses, before or outside of any view: hooked in by incubator.urls.


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """``handler400``."""
    if not _is_api(request):
        return defaults.bad_request(request, exception)
    return _answer(400, "malformed_request", _("The request is malformed."))


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """``handler403``."""
    if not _is_api(request):
        return defaults.permission_denied(request, exception)
    return _answer(403, "not_allowed", exceptions.PermissionDenied.default_detail)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """``handler404``."""
    if not _is_api(request):
        return defaults.page_not_found(request, exception)
    return _answer(404, "not_found", _("There is nothing at this address."))


def server_error(request: HttpRequest) -> HttpResponse:
    """``handler500``: says nothing about the fault, which is in the log."""
    if not _is_api(request):
        return defaults.server_error(request)
    return _answer(500, "server_error", _("Something went wrong here; it has been logged."))


def request_too_large(request: HttpRequest, *, most: int) -> HttpResponse:
    """413: for a body of more than ``most`` bytes, none of which was read."""
    megabytes = most // 1024 // 1024
    if not _is_api(request):
        return render(request, "413.html", {"most": megabytes}, status=413)
    sentence = _("A request has at most %(most)d MB.") % {"most": megabytes}
    return _answer(413, "request_too_large", sentence)


def _is_api(request: HttpRequest) -> bool:
    return request.path_info.startswith(API_PREFIX)


def _answer(status_code: int, code: str, detail: str | Promise) -> JsonResponse:
    return JsonResponse(
        error_body(code, detail), status=status_code, json_dumps_params={"ensure_ascii": False}
    )
