"""Graduation for the company: a self-check by the text in force, the application, its progress."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from companies import lifecycle
from companies.documents.graduation import certificate_of
from companies.enums import UNDECIDED, PaperKind, Right
from companies.models import GraduationReview
from incubator.core.dates import now, today
from incubator.core.files import DOCX, as_attachment
from incubator.core.forms import run
from incubator.workflows.graduation_words import check_of, lines_kept, steps_of
from incubator.workflows.portal import forms
from incubator.workflows.portal.shared import may, own, stay_of, take_paper, told


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Every condition with what is missing, and the form that asks to graduate."""
    stay = stay_of(request, pk, right=Right.VIEW)
    day = today()
    may_sign = may(request, stay.company, Right.SIGN)
    form = forms.GraduationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        review = run(
            form,
            lambda data: lifecycle.apply_for_graduation(
                residence=stay, on=day, by=request.user, at=now(), **data
            ),
        )
        if review:
            return redirect("company:graduation", key=review.key)
    return render(
        request,
        "company/graduation_check.html",
        {
            "stay": stay,
            "form": form,
            "may_sign": may_sign,
            "review": stay.graduation_reviews.under_way().first(),
            **check_of(stay, on=day),
        },
        status=400 if form.errors else 200,
    )


@require_safe
def page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """What has been done, what comes next, and what was decided."""
    review = own(request, GraduationReview.objects.select_related("rulebook"), key)
    is_open = review.state in UNDECIDED
    return render(
        request,
        "company/graduation.html",
        {
            "review": review,
            "steps": steps_of(review, for_company=True),
            "lines": lines_kept(review) if review.decided_on else [],
            "papers": review.papers.order_by("pk"),
            "paper_kinds": PaperKind.choices,
            "may_write": is_open and may(request, review.company, Right.EDIT),
            "may_withdraw": is_open and may(request, review.company, Right.SIGN),
        },
    )


@require_POST
def add_paper(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """File a paper."""
    review = own(request, GraduationReview.objects.all(), key)
    take_paper(request, review)
    return redirect("company:graduation", key=key)


@require_POST
def withdraw(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Not now."""
    review = own(request, GraduationReview.objects.all(), key)
    told(
        request,
        lambda: lifecycle.withdraw_graduation(review=review, by=request.user, at=now()),
        _("Your application is taken back."),
    )
    return redirect("company:graduation", key=key)


@require_safe
def certificate(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The certificate as a Word document, once the formalities are done."""
    review = own(request, GraduationReview.objects.select_related("rulebook"), key)
    if review.closed_on is None or review.state != "graduated":
        raise Http404
    return certificate_file(review)


def certificate_file(review: GraduationReview) -> HttpResponse:
    """As a download, private to who asked."""
    return as_attachment(
        certificate_of(review),
        name=f"{review.certificate_number}.docx",
        content_type=DOCX.content_type,
    )
