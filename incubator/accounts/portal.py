"""The page of one's own account."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from incubator.accounts.models import Notice, User
from incubator.core.history import recorded


class AccountForm(forms.ModelForm):
    """What somebody may change about themselves on this page."""

    wanted = forms.MultipleChoiceField(
        label=gettext_lazy("Mail me when"),
        choices=Notice,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Receipts, questions of the office and decisions are always sent by mail."
        ),
    )

    class Meta:
        model = User
        fields = ["name", "language"]
        widgets = {"language": forms.Select(choices=settings.LANGUAGES)}
        help_texts = {"language": gettext_lazy("Mails and letters are written in it.")}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial["wanted"] = [n.value for n in Notice if n not in self.instance.muted]

    def save(self, commit: bool = True) -> User:
        """What is not ticked is muted."""
        self.instance.muted = [n.value for n in Notice if n not in self.cleaned_data["wanted"]]
        return super().save(commit)


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Name and language; e-mail, password and second factors have pages of their own."""
    form = AccountForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        with recorded(by=request.user):
            form.save()
        messages.success(request, _("Saved."))
        return redirect("account_settings")
    return render(request, "account/settings.html", {"form": form})
