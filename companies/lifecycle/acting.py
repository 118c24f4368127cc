"""What verbs on a stay share: the right of who acts for the company, papers, and telling people."""

import datetime
from collections.abc import Callable, Collection, Iterable

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from companies.enums import GRADUATING, UNDECIDED, PaperKind, Right
from companies.models import ChangeRequest, GraduationReview, Leaving, Paper
from companies.queries.people import company_right
from incubator.accounts.models import User
from incubator.core.errors import RuleViolation
from incubator.core.files import check_upload
from incubator.core.history import recorded
from incubator.core.mail import post

MOST_PAPERS = 20
# Under which name a paper belongs to what it is about.
MATTERS = {ChangeRequest: "change", Leaving: "leaving", GraduationReview: "graduation"}


def require_company_right(company_id: int, by, right: Right) -> None:
    """Raises ``right_missing`` (403) where somebody may not do this for the company."""
    held = company_right(company_id=company_id, user=by)
    order = list(Right.values)
    if held is None or order.index(held) < order.index(right):
        raise RuleViolation(
            "right_missing",
            _("You may not do this for the company; ask the office who may."),
            status=403,
        )


def refuse_decided(review: GraduationReview, *, while_in: Collection[str] = UNDECIDED) -> None:
    """Raises ``graduation_decided`` (409): what the decision stood on stays as it was."""
    if review.state not in while_in:
        raise RuleViolation(
            "graduation_decided",
            _("This review is already “%(state)s”."),
            status=409,
            state=review.get_state_display(),
        )


def tell(people: Iterable[User], words: Callable[[], tuple[str, str]]) -> None:
    """Mail to each in their language, after the commit; ``words`` makes subject and text."""
    for person in people:
        if not person.email:
            continue
        with translation.override(person.language or settings.LANGUAGE_CODE):
            subject, text = words()
            post(to=[person.email], subject=subject, text=text)


@transaction.atomic
def file_paper(
    *,
    matter: ChangeRequest | Leaving | GraduationReview,
    upload,
    kind: str,
    by,
    at: datetime.datetime,
    from_office: bool = False,
) -> Paper:
    """File a paper of a change, winding-up or graduation; the same file twice is kept once.

    Raises RuleViolation: those of ``core.files.check_upload``, ``paper_kind_unknown``,
    ``too_many_papers``, ``right_missing`` (403), ``graduation_decided`` (409).
    """
    matter = type(matter).objects.select_for_update(of=("self",)).get(pk=matter.pk)
    if not from_office:
        require_company_right(matter.company_id, by, Right.EDIT)
    if isinstance(matter, GraduationReview):
        refuse_decided(matter, while_in=GRADUATING if from_office else UNDECIDED)
    if kind not in PaperKind.values:
        raise RuleViolation("paper_kind_unknown", _("Say what paper it is."), field="kind")
    checked = check_upload(upload)
    if same := matter.papers.filter(sha256=checked.sha256).first():
        return same
    if matter.papers.count() >= MOST_PAPERS:
        raise RuleViolation(
            "too_many_papers", _("At most %(most)d papers are filed here."), most=MOST_PAPERS
        )
    with recorded(by=by):
        return Paper.objects.create(
            incubator_id=matter.incubator_id,
            company_id=matter.company_id,
            kind=kind,
            filed_at=at,
            filed_by=by,
            **{MATTERS[type(matter)]: matter},
            **checked.columns(),
        )
