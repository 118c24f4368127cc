"""Rows from an XLSX file: first what would happen, then, confirmed, all of them or none.

The dry run sends what it has checked along, signed; confirming does just that, and whatever
changed since is said, with nothing written.
"""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.db.models import Model
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from incubator.accounts.admin_base import ScopedModelAdmin, sent
from incubator.core.errors import RuleViolation

AN_HOUR = 3600
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class FileImport:
    """One kind of import; a subclass says what is read, checked and done.

    ``target`` is the row that everything belongs to; a check of another target's is refused.
    """

    salt: str
    template: str
    example_name: str

    def __init__(self, pages: ScopedModelAdmin, target: Model | None = None) -> None:
        self.pages, self.target = pages, target

    def form(self, *args) -> Form:
        """Asks for the field ``file`` and whatever goes for all rows."""
        raise NotImplementedError

    def example(self) -> bytes:
        """A file to fill in."""
        raise NotImplementedError

    def check(self, request: HttpRequest, data: dict) -> tuple[dict, Any]:
        """The context that shows the dry run, and what to do, as JSON; None with problems.

        Raises RuleViolation for a file that cannot be read at all.
        """
        raise NotImplementedError

    def run(self, request: HttpRequest, checked: Any) -> str:
        """Do what was checked and say so. Raises RuleViolation for what changed since."""
        raise NotImplementedError

    def context(self) -> dict:
        """What the page shows besides."""
        return {}

    def back(self) -> str:
        """Where the page leads."""
        return self.pages.address_of(self.target) if self.target else self.pages.list_address()

    def page(self, request: HttpRequest) -> HttpResponse:
        """Ask for a file, show its dry run, and do it."""
        if "example" in request.GET:
            return HttpResponse(
                self.example(),
                content_type=XLSX,
                headers={"Content-Disposition": f'attachment; filename="{self.example_name}.xlsx"'},
            )
        if request.method == "POST" and "checked" in request.POST:
            return self._do(request)
        form, context = self.form(sent(request), request.FILES or None), {}
        if request.method == "POST" and form.is_valid():
            try:
                context, todo = self.check(request, form.cleaned_data)
            except RuleViolation as violation:
                form.add_error("file", violation.detail)
            else:
                context["checked"] = "" if todo is None else self._signed(todo)
        return self._shown(request, form, **context)

    def _signed(self, todo: Any) -> str:
        key = self.target.pk if self.target else None
        return signing.dumps([key, todo], salt=self.salt, compress=True)

    def _do(self, request: HttpRequest) -> HttpResponse:
        try:
            key, todo = signing.loads(request.POST["checked"], salt=self.salt, max_age=AN_HOUR)
        except signing.BadSignature:
            key, todo = "none", None
        if key != (self.target.pk if self.target else None):
            messages.error(request, _("The check is no longer valid; choose the file again."))
            return self._shown(request, self.form())
        try:
            done = self.run(request, todo)
        except RuleViolation as violation:
            messages.error(request, violation.detail)
            return self._shown(request, self.form())
        messages.success(request, done)
        return redirect(self.back())

    def _shown(self, request: HttpRequest, form: Form, **context: object) -> HttpResponse:
        return self.pages.page(
            request,
            self.template,
            form=form,
            example=f"{request.path}?example",
            back=self.back(),
            **self.context(),
            **context,
        )
