"""How programs sign in: ``Authorization: Token <key>``."""

from django.utils.translation import gettext_lazy as _
from knox.auth import TokenAuthentication as KnoxTokenAuthentication
from knox.crypto import hash_token
from knox.settings import CONSTANTS
from rest_framework.authentication import get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from incubator.accounts.access import access_of
from incubator.accounts.models import AccessToken
from incubator.core.dates import day_of, now


class TokenAuthentication(KnoxTokenAuthentication):
    """Knox's hashed tokens, read without writing: a GET changes nothing.

    (Knox itself deletes expired tokens while it checks one, and asks for all of a
    user's tokens each time.) The digest is unique, so a token is one look-up.
    """

    def authenticate_credentials(self, token: bytes) -> tuple:
        """The user and the token of a key.

        Raises AuthenticationFailed (401) ``invalid_token`` or ``expired_token``.
        """
        # A key is ASCII; whatever else somebody sends is the key of no token.
        text = token.decode("ascii", errors="replace").replace("\x00", "\ufffd")
        found = (
            AccessToken.objects.filter(
                digest=hash_token(text), token_key=text[: CONSTANTS.TOKEN_KEY_LENGTH]
            )
            .select_related("user")
            .first()
        )
        if found is None or not found.user.is_active:
            raise AuthenticationFailed(_("This token is not known."))
        moment = now()
        if found.expiry <= moment:
            raise AuthenticationFailed(_("This token has expired."), code="expired_token")
        found.access = access_of(found.user, on=day_of(moment)).narrowed(
            scopes=found.scopes, incubator_id=found.incubator_id
        )
        return found.user, found

    def authenticate(self, request: Request) -> tuple | None:
        """As Knox, and remember what this token may do for the rest of the request.

        Another scheme than ours is told so: there is no other way to sign in here.
        """
        result = super().authenticate(request)
        if result is not None:
            request.access = result[1].access
        elif get_authorization_header(request):
            raise AuthenticationFailed(_("Sign in with “Authorization: Token” and a key."))
        return result
