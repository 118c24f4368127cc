"""Files of an application: handed over, taken away, read by those who may."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from companies import lifecycle
from companies.portal.drafts import sections_of
from companies.portal.fields import Asked
from companies.portal.shared import application_of, told
from companies.queries.applications import questions_of
from incubator.core.dates import now
from incubator.core.errors import RuleViolation
from incubator.core.files import as_attachment


@require_POST
def add(request: HttpRequest, key: uuid.UUID, question: str) -> HttpResponse:
    """Keep one or several files under a question; answers with the list of them."""
    application = application_of(request, key)
    refused = []
    uploads = request.FILES.getlist("file")
    for upload in uploads:
        try:
            lifecycle.attach(
                application=application,
                question=question,
                upload=upload,
                by=request.user,
                at=now(),
            )
        except RuleViolation as violation:
            refused.append(f"{upload.name[:80]}: {violation.detail}")
    if not uploads:
        refused.append(_("Choose a file first."))
    return _answer(request, application, question, refused)


@require_POST
def remove(request: HttpRequest, key: uuid.UUID, pk: int) -> HttpResponse:
    """Take a file away."""
    application = application_of(request, key)
    file = application.attachments.in_force().filter(pk=pk).first()
    if file is None:
        raise Http404
    told(request, lambda: lifecycle.detach(attachment=file, by=request.user, at=now()))
    return _answer(request, application, file.question, [])


def _answer(request: HttpRequest, application, question: str, refused: list[str]) -> HttpResponse:
    questions = questions_of(application)
    asked = next((one for one in questions if one.key == question), None)
    if asked is None:
        raise Http404
    if not request.headers.get("HX-Request"):
        for sentence in refused:
            messages.error(request, sentence)
        for step, (_title, own) in enumerate(sections_of(questions), start=1):
            if asked in own:
                return redirect("applying:fill", key=application.key, step=step)
    files = list(application.attachments.in_force().filter(question=question).order_by("pk"))
    context = {"asked": Asked(asked, files=files), "application": application, "refused": refused}
    return render(request, "applying/files.html", context, status=400 if refused else 200)


@require_safe
def download(request: HttpRequest, key: uuid.UUID, pk: int) -> HttpResponse:
    """The file itself, never shown inside a page."""
    application = application_of(request, key)
    file = application.attachments.in_force().filter(pk=pk).first()
    if file is None:
        raise Http404
    return as_attachment(file.file, name=file.original_name, content_type=file.content_type)
