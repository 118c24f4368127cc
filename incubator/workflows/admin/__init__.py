"""Pages that stand on several parts: moving in, a stay with all that hangs on it, leaving."""

from incubator.workflows.admin import (
    admissions,
    agreements,
    applications,
    changes,
    graduations,
    leavings,
    merging,
    papers,
    referrals,
    stays,
)

__all__ = [
    "admissions", "agreements", "applications", "changes", "graduations", "leavings", "merging",
    "papers",
    "referrals", "stays",
]  # fmt: skip
