"""Closed by default: an API view answers only what it declares."""

from django.utils.translation import gettext as _
from rest_framework.permissions import AllowAny, BasePermission
from rest_framework.request import Request

from incubator.accounts.access import access_from
from incubator.accounts.permissions import Permission


class DeclaredPermission(BasePermission):
    """Asks for what the view declares: ``required = {"GET": Permission.…}``.

    A method that the dictionary lacks is refused; a view without a declaration refuses
    everything (and a test names it).
    """

    def has_permission(self, request: Request, view) -> bool:
        """Whether the caller holds what the view declares for this method."""
        if not request.user or not request.user.is_authenticated:
            return False
        method = "GET" if request.method in ("HEAD", "OPTIONS") else request.method
        if not hasattr(view, method.lower()):
            return True  # to nothing: the answer will be 405
        needed: dict[str, Permission] = getattr(view, "required", {})
        permission = needed.get(method)
        if permission is not None and access_from(request).may(permission):
            return True
        if permission is not None:
            self.message = _(
                "This needs the permission “%(permission)s”, of your role and, with a token, "
                "of its scopes."
            ) % {"permission": permission}
        return False


class Public(AllowAny):
    """Says on a view that anybody may have its answer: it holds nothing but what is public."""
