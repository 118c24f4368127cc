"""Whose an e-mail address is: theirs who has opened the link that was sent to it.

Anybody may register with any address; until the link is opened it proves nothing, and nothing
is tied to it.
"""

from allauth.account.models import EmailAddress

from incubator.accounts.models import User


def owner_of(email: str) -> User | None:
    """The person of an active account who has confirmed an address; None for all others."""
    address = (
        EmailAddress.objects.filter(email__iexact=email.strip(), verified=True)
        .filter(user__is_active=True)
        .select_related("user")
        .first()
    )
    return address.user if address and email.strip() else None


def confirmed_addresses(user: User) -> list[str]:
    """The addresses that somebody has confirmed, in small letters and in order."""
    addresses = EmailAddress.objects.filter(user=user, verified=True)
    return sorted(address.lower() for address in addresses.values_list("email", flat=True))
