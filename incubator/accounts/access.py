"""What the person or program behind a request may see and do, worked out once."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from incubator.accounts.permissions import READING, ROLES, Permission
from incubator.core.dates import today


@dataclass(frozen=True)
class Access:
    """Permissions, each with where it holds: everywhere in the zone, or in some incubators.

    ``everywhere`` and ``incubator_ids`` answer for the whole of it and are what querysets'
    ``visible_to`` ask. An Access that may do nothing sees nothing.
    """

    permissions: frozenset[Permission] = frozenset()
    everywhere: bool = False
    incubator_ids: frozenset[int] = field(default_factory=frozenset)
    # Whose it is: what is kept from one person is kept from them on every surface.
    user_id: int | None = None

    def may(self, permission: Permission | str) -> bool:
        """Whether ``permission`` is held at all (where it holds is the querysets' part)."""
        return Permission(permission) in self.permissions

    def reaches(self, incubator_id: int | None) -> bool:
        """Whether an incubator (None: the whole zone) is inside."""
        return self.everywhere or (incubator_id is not None and incubator_id in self.incubator_ids)

    @property
    def writes(self) -> bool:
        """Whether anything at all may be changed; an auditor's access only reads."""
        return not self.permissions <= READING

    @property
    def one_place(self) -> bool:
        """Whether all of it is one incubator."""
        return not self.everywhere and len(self.incubator_ids) == 1

    def narrowed(
        self, *, scopes: Iterable[str] | None = None, incubator_id: int | None = None
    ) -> "Access":
        """The part of this access that a token with ``scopes`` for one incubator keeps."""
        permissions = self.permissions
        if scopes is not None:
            permissions = permissions & frozenset(Permission(scope) for scope in scopes)
        if incubator_id is None:
            return Access(permissions, self.everywhere, self.incubator_ids, self.user_id)
        inside = frozenset({incubator_id}) if self.reaches(incubator_id) else frozenset()
        return Access(permissions if inside else frozenset(), False, inside, self.user_id)


NOBODY = Access()


def access_of(user, *, on) -> Access:
    """The access of ``user`` on a day, from the memberships in force then (one query).

    A superuser may do everything everywhere. Zone roles and incubator roles do not mix
    in one person (the database refuses it), so one set of places serves all permissions.
    """
    if user is None or not user.is_authenticated or not user.is_active:
        return NOBODY
    if user.is_superuser:
        return Access(frozenset(Permission), everywhere=True, user_id=user.pk)
    permissions: set[Permission] = set()
    everywhere = False
    places: set[int] = set()
    for role, incubator_id in (
        user.memberships.in_force(on=on).values_list("role", "incubator_id").order_by("pk")
    ):
        permissions |= ROLES[role].permissions
        if incubator_id is None:
            everywhere = True
        else:
            places.add(incubator_id)
    return Access(frozenset(permissions), everywhere, frozenset(places), user.pk)


def access_from(request) -> Access:
    """The access behind a request, remembered on it.

    A token's narrower access has been put there when it was authenticated.
    """
    if not hasattr(request, "access"):
        request.access = access_of(getattr(request, "user", None), on=today())
    return request.access
