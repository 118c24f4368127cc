"""The people of a round: asked by mail, added, reminded; invitations taken back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import action

from companies import lifecycle
from companies.admin.call_forms import NothingForm
from companies.admin.review import round_forms
from companies.enums import Actors
from companies.models import ReviewerInvitation
from incubator.accounts.admin_base import sent
from incubator.accounts.permissions import Permission
from incubator.core.dates import now

KNOWN_OF = {
    Actors.OFFICE: gettext_lazy("This stage is reviewed by people of the incubator."),
    Actors.INVITED: gettext_lazy(
        "This stage is reviewed by experts: here are those who were invited before. Anybody else "
        "is invited by e-mail."
    ),
    Actors.BOTH: gettext_lazy("People of the incubator, and experts who were invited before."),
}


class PeopleOfRound:
    """The verbs on people, for the admin of rounds."""

    @action(description=gettext_lazy("Invite by mail"), icon="mail", permissions=["change"])
    def invite(self, request: HttpRequest, object_id: str) -> HttpResponse:
        review_round = self.get_object(request, object_id)
        return self.verb_page(
            request,
            round_forms.InviteForm(sent(request)),
            title=_("Ask somebody to review in %s") % review_round,
            label=_("Send the invitation"),
            intro=_("The link in the mail is theirs alone. Asking again takes the first one back."),
            run=lambda data: lifecycle.invite_reviewer(
                review_round=review_round, by=request.user, at=now(), **data
            ),
            done=lambda invitation: _("%s is invited.") % invitation.email,
            back=self.address_of(review_round),
        )

    @action(description=gettext_lazy("Invite a list"), icon="group_add", permissions=["change"])
    def invite_list(self, request: HttpRequest, object_id: str) -> HttpResponse:
        review_round = self.get_object(request, object_id)
        return self.verb_page(
            request,
            round_forms.InviteListForm(sent(request)),
            title=_("Ask several people to review in %s") % review_round,
            label=_("Send the invitations"),
            intro=_("All of them or, where a line is wrong, nobody."),
            run=lambda data: lifecycle.invite_reviewers(
                review_round=review_round, by=request.user, at=now(), **data
            ),
            done=lambda invitations: _("%d people are invited.") % len(invitations),
            back=self.address_of(review_round),
        )

    @action(description=gettext_lazy("Add somebody known"), icon="person_add",
            permissions=["change"])  # fmt: skip
    def add_person(self, request: HttpRequest, object_id: str) -> HttpResponse:
        review_round = self.get_object(request, object_id)
        return self.verb_page(
            request,
            round_forms.AddForm(sent(request), review_round=review_round),
            title=_("Add a reviewer to %s") % review_round,
            label=_("Add"),
            intro=KNOWN_OF[Actors(review_round.stage.actors)],
            run=lambda data: lifecycle.add_reviewer(
                review_round=review_round, by=request.user, at=now(), **data
            ),
            done=lambda reviewer: _("%s reviews in this round.") % reviewer,
            back=self.address_of(review_round),
        )

    @action(description=gettext_lazy("Remind all who are behind"), icon="notifications",
            permissions=["change"])  # fmt: skip
    def remind(self, request: HttpRequest, object_id: str) -> HttpResponse:
        review_round = self.get_object(request, object_id)
        return self.verb_page(
            request,
            NothingForm(sent(request)),
            title=_("Remind the reviewers of %s") % review_round,
            label=_("Send reminders"),
            intro=_("Everybody with cases to finish gets a mail, at most one a day."),
            run=lambda _data: lifecycle.remind_reviewers(
                review_round=review_round, by=request.user, at=now()
            ),
            done=lambda count: _("%d people are reminded by mail.") % count,
            back=self.address_of(review_round),
        )

    def revoke_address(self, invitation: ReviewerInvitation) -> str:
        """Where an invitation is taken back."""
        return reverse(self.name_of("revoke"), args=[invitation.round_id, invitation.pk])

    def revoke(self, request: HttpRequest, review_round: int, pk: int) -> HttpResponse:
        """Takes one invitation back, at a click."""
        self.require(request, Permission.REVIEWS_WRITE)
        found = self.get_object(request, str(review_round))
        invitation = found.invitations.filter(pk=pk).first()
        if invitation is None or request.method != "POST":
            raise Http404
        lifecycle.revoke_reviewer_invitation(invitation=invitation, by=request.user, at=now())
        messages.success(request, _("The invitation of %s holds no longer.") % invitation.email)
        return redirect(self.address_of(found))
