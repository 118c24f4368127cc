"""The papers that the office made for a company, wherever they were made: newest first."""

import datetime

from django.utils.translation import gettext as _

from companies.models import GraduationReview, IncubationAgreement, Paper
from facilities.models import SpaceLease
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import link
from incubator.core.dates import day_of
from incubator.workflows.admin.company.parts import MOST, Page, Table, address

Line = tuple[datetime.date, str, str]  # day, kind, the file


def papers_made(page: Page) -> Table:
    """Agreements, certificates, papers of its stays and signed leases, each as a file."""
    made: list[Line] = []
    if page.access.may(Permission.RESIDENCES_READ):
        made += [*_agreements(page), *_certificates(page), *_papers(page)]
    if page.access.may(Permission.LEASES_READ):
        made += _leases(page)
    return Table(
        _("Papers"),
        (_("day"), _("kind"), _("file")),
        sorted(made, key=lambda line: line[0], reverse=True),
        empty=_("None yet: agreements, certificates, leases and papers of its stays stand here."),
    )


def _agreements(page: Page) -> list[Line]:
    rows = IncubationAgreement.objects.visible_to(page.access).filter(residence__in=page.stays)
    kind = str(IncubationAgreement._meta.verbose_name)
    return [
        (day_of(one.drafted_at), kind,
         link(address(IncubationAgreement, "document", one.pk), f"{one.number}.docx"))
        for one in rows.order_by("-drafted_at", "-pk")[:MOST]
    ]  # fmt: skip


def _certificates(page: Page) -> list[Line]:
    rows = page.of(GraduationReview).exclude(certificate_number="").exclude(state="annulled")
    return [
        (one.decided_on or one.applied_on, _("certificate of graduation"),
         link(address(GraduationReview, "certificate", one.pk), one.certificate_number))
        for one in rows.order_by("-pk")[:MOST]
    ]  # fmt: skip


def _papers(page: Page) -> list[Line]:
    return [
        (day_of(one.filed_at), one.get_kind_display(),
         link(address(Paper, "file", one.pk), one.original_name))
        for one in page.of(Paper).order_by("-filed_at", "-pk")[:MOST]
    ]  # fmt: skip


def _leases(page: Page) -> list[Line]:
    rows = page.of(SpaceLease).exclude(document="")
    kind = str(SpaceLease._meta.verbose_name)
    return [
        (one.signed_on or one.begins_on, kind,
         link(address(SpaceLease, "document", one.pk), one.number))
        for one in rows.order_by("-pk")[:MOST]
    ]  # fmt: skip
