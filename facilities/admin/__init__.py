"""Facilities in the admin: estate, construction, leases and what is owed."""

from facilities.admin import charges, construction, estate, leases, units

__all__ = ["charges", "construction", "estate", "leases", "units"]
