"""How people of the portal get an account: our mail, a user name that says nothing."""

import secrets

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from incubator.accounts.mails import words_for
from incubator.accounts.models import User
from incubator.core.mail import post


class PortalAdapter(DefaultAccountAdapter):
    """Fits the accounts of django-allauth to this system."""

    def populate_username(self, request: HttpRequest, user: User) -> None:
        """People sign in by e-mail; their name in lists is the one that they give."""
        user.username = f"p-{secrets.token_hex(6)}"

    def save_user(self, request: HttpRequest, user: User, form, commit: bool = True) -> User:
        """Remember the language in which somebody registered: mails are written in it."""
        user.language = get_language() or ""
        return super().save_user(request, user, form, commit=commit)

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """The same way out as all our mail: after the commit, by the worker."""
        if moment := context.get("timestamp"):
            context = context | {"timestamp": moment(moment)}
        subject, text = words_for(template_prefix, context)
        post(to=[email], subject=subject, text=text)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Where signing in at the portal leads when no page was asked for."""
        return reverse("portal:landing")

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        """The same after registering."""
        return reverse("portal:landing")
