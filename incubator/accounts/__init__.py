"""Who may do what: users, memberships by incubator and role, access tokens with scopes."""
