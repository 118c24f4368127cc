"""An attempt in plain SQL past every constraint of what institutions have of their own.

A stated fact is fixed by a trigger, so that most attempts insert a spoilt copy of a good one.
"""

from collections.abc import Callable

from incubator.institutions.models import (
    IncubationFund,
    InstitutionStaff,
    OwnDocument,
    ServicePlatform,
    YearAccount,
)
from tests.core.sql import copy_of
from tests.factories import IncubatorFactory
from tests.institutions.own import AT, COLUMNS, own

OTHER = f"'{'1' * 64}'"
DOCUMENT = "institutions_owndocument"


def a_document() -> OwnDocument:
    return OwnDocument.objects.create(
        incubator=IncubatorFactory(), title="报告", file="aa/bb", original_name="a.pdf",
        content_type="application/pdf", size=1, sha256="0" * 64, uploaded_at=AT,
    )  # fmt: skip


def spoilt(kind, /, **columns: str) -> tuple[Callable, Callable]:
    """A good fact of a kind, and a copy of it with something wrong."""
    return (lambda: own(kind)), lambda: copy_of(kind._meta.db_table, **columns)


def corrected(kind) -> Callable:
    def make() -> None:
        first = own(kind)
        own(kind, incubator=first.incubator, replaces=first, correction="笔误")

    return make


def of_every_kind() -> dict:
    attempts = {}
    for kind in COLUMNS:
        name, table = kind._meta.model_name, kind._meta.db_table
        newest = f"(SELECT max(id) FROM {table})"
        attempts |= {
            f"{name}_replaced_once": (
                corrected(kind), lambda table=table: copy_of(table) + " WHERE replaces_id > 0",
            ),
            f"{name}_withdrawn_with_a_reason": spoilt(kind, withdrawn_at="now()"),
            f"{name}_replaces_with_a_reason": spoilt(kind, replaces_id=newest),
            f"{name}_document_of_incubator": (
                lambda kind=kind: (own(kind), a_document()),
                f"UPDATE {table} SET document_id = (SELECT max(id) FROM {DOCUMENT})",
            ),
            f"{name}_replaces_of_incubator": (
                lambda kind=kind: (own(kind), IncubatorFactory()),
                lambda table=table, newest=newest: copy_of(
                    table, replaces_id=newest, correction="'x'",
                    incubator_id="(SELECT max(id) FROM institutions_incubator)",
                ),
            ),
        }  # fmt: skip
    return attempts


ATTEMPTS = of_every_kind() | {
    "owndocument_once": (a_document, lambda: copy_of(DOCUMENT)),
    "owndocument_has_its_hash": (a_document, lambda: copy_of(DOCUMENT, sha256="'x'")),
    "owndocument_is_not_empty": (a_document, lambda: copy_of(DOCUMENT, size="0", sha256=OTHER)),
    "owndocument_has_a_title": (a_document, lambda: copy_of(DOCUMENT, title="''", sha256=OTHER)),
    "institutionstaff_somebody": spoilt(
        InstitutionStaff, total="0", professional="0", college="0", bachelor="0", trained="0"
    ),
    "institutionstaff_parts_within_total": spoilt(InstitutionStaff, trained="21"),
    "institutionstaff_bachelors_among_college": spoilt(InstitutionStaff, bachelor="19"),
    "incubationfund_kind": spoilt(IncubationFund, kind="'gift'"),
    "incubationfund_of_something": spoilt(IncubationFund, amount="0"),
    "incubationfund_ends_after_it_begins": spoilt(IncubationFund, until_on="since_on"),
    "serviceplatform_field": spoilt(ServicePlatform, field="'alchemy'"),
    "serviceplatform_ends_after_it_begins": spoilt(ServicePlatform, until_on="since_on"),
    "yearaccount_year": spoilt(YearAccount, year="1979"),
    "yearaccount_not_negative": spoilt(YearAccount, taxes="-1"),
    "yearaccount_income_adds_up": spoilt(YearAccount, income="999"),
    "yearaccount_net_within_gross": spoilt(YearAccount, assets_gross="1", assets_net="2"),
    "yearaccount_national_within_grants": spoilt(YearAccount, grants_national="1"),
}  # fmt: skip

# What others refer to, together with whose it is.
REFERRED_TO = {"owndocument_incubator_key"} | {
    f"{kind._meta.model_name}_incubator_key" for kind in COLUMNS
}
