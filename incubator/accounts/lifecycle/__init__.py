"""Verbs on access tokens and on saved views of lists."""

from incubator.accounts.lifecycle.tokens import LONGEST, issue_token, revoke_token
from incubator.accounts.lifecycle.views import MOST_VIEWS, change_view, end_view, save_view

__all__ = [
    "LONGEST",
    "MOST_VIEWS",
    "change_view",
    "end_view",
    "issue_token",
    "revoke_token",
    "save_view",
]
