"""The words of a call's letters: the version in use, another one, and a preview of it."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import action

from companies import lifecycle
from companies.enums import LetterKind
from companies.models import LetterTemplate
from companies.rules.letters import KINDS, NEEDED, PLACES
from incubator.accounts.access import access_from
from incubator.accounts.admin_base import sent
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import Line, Text
from incubator.core.dates import now
from incubator.core.forms import violations_as_form_errors

TEXTS = ("subject", "body", "subject_en", "body_en")


class TemplateForm(forms.Form):
    """A letter in both languages."""

    subject = Line(label=gettext_lazy("subject"), max_length=120)
    body = Text(label=gettext_lazy("text"), max_length=6000)
    subject_en = Line(label=gettext_lazy("subject in English"), max_length=120)
    body_en = Text(label=gettext_lazy("text in English"), max_length=6000)


class LetterPages:
    """The templates of letters, for the admin of calls."""

    @action(description=gettext_lazy("Letters"), icon="drafts", permissions=["letters"])
    def letters(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Which words are in use for each outcome."""
        call = self.get_object(request, object_id)
        rows = []
        for kind in KINDS.values():
            words = lifecycle.words_for(call=call, kind=kind)
            own = isinstance(words, LetterTemplate)
            version = words.version if own else 0
            address = reverse(self.name_of("letter"), args=[call.pk, kind])
            rows.append((kind.label, words, version, address))
        return self.page(
            request,
            "companies/admin/review/letters.html",
            title=_("Letters of “%s”") % call,
            rows=rows,
            back=reverse(self.name_of("review"), args=[call.pk]),
        )

    def get_urls(self) -> list:
        name = self.name_of("letter").partition(":")[2]
        view = self.admin_site.admin_view(self.letter)
        return [path("<int:call>/letters/<slug:kind>/", view, name=name), *super().get_urls()]

    def letter(self, request: HttpRequest, call: int, kind: str) -> HttpResponse:
        """One kind of letter: other words, tried out first."""
        found = self.get_object(request, str(call))
        self.require(request, Permission.DECISIONS_READ)
        if kind not in KINDS.values():
            raise Http404
        may_write = access_from(request).may(Permission.DECISIONS_WRITE)
        if request.method == "POST":
            self.require(request, Permission.DECISIONS_WRITE)
        words = lifecycle.words_for(call=found, kind=kind)
        form = TemplateForm(sent(request), initial={name: getattr(words, name) for name in TEXTS})
        back = reverse(self.name_of("letters"), args=[found.pk])
        tried = None
        if form.is_valid() and "preview" in request.POST:
            tried = self._tried(found, kind, form)
        elif form.is_valid() and self._written(request, found, kind, form):
            return redirect(back)
        return self.page(
            request,
            "companies/admin/review/letter.html",
            title=_("%(kind)s: the letter of “%(call)s”")
            % {"kind": LetterKind(kind).label, "call": found},
            form=form,
            tried=tried,
            places=PLACES.items(),
            needed=sorted(NEEDED.get(kind, ())),
            may_write=may_write,
            back=back,
        )

    def _written(self, request: HttpRequest, call, kind: str, form: TemplateForm) -> bool:
        """Whether the words are in use now; if not, the form says why."""
        with violations_as_form_errors(form):
            template = lifecycle.write_template(
                call=call, kind=kind, by=request.user, at=now(), **form.cleaned_data
            )
            messages.success(
                request,
                _("Version %d is used from now on, in letters that wait as well.")
                % template.version,
            )
        return form.is_valid()

    def _tried(self, call, kind: str, form: TemplateForm) -> dict | None:
        """The texts with examples, or None with what is wrong on the form."""
        with violations_as_form_errors(form):
            return lifecycle.preview_template(call=call, kind=kind, **form.cleaned_data)
        return None
