"""What files of mentoring contain; what was said in sessions is in none of them."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from import_export.fields import Field

from incubator.accounts.admin_export import InertResource
from incubator.institutions.enums import TechField
from mentors.enums import labels
from mentors.models import Assignment, Mentor, MentoringSession


class MentorResource(InertResource):
    """One row per mentor, with the terms that the reader may see."""

    name = Field("name", column_name=pgettext_lazy("of a person", "name"))
    kind = Field("get_kind_display", column_name=_("kind"))
    tier = Field("get_tier_display", column_name=_("tier"))
    employer = Field("employer", column_name=_("employer"))
    title = Field("title", column_name=_("post"))
    fields_ = Field("fields", column_name=_("technical fields"))
    terms = Field("terms", column_name=_("appointments"))
    retired_on = Field("retired_on", column_name=_("retired on"))
    is_generated = Field("is_generated", column_name=_("generated"))

    class Meta:
        model = Mentor
        fields = (
            "name", "kind", "tier", "employer", "title", "fields_", "terms", "retired_on",
            "is_generated",
        )  # fmt: skip

    def dehydrate_fields_(self, mentor: Mentor) -> str:
        """In words."""
        return labels(mentor.fields, TechField)

    def dehydrate_terms(self, mentor: Mentor) -> str:
        """Prefetched by the list's queryset."""
        return "; ".join(
            f"{term.incubator} {term.begins_on}/{term.until_on}" for term in mentor.seen_terms
        )


class AssignmentResource(InertResource):
    """One row per assignment."""

    mentor = Field("mentor__name", column_name=_("mentor"))
    company = Field("company__name", column_name=_("company"))
    incubator = Field("incubator__name", column_name=_("incubator"))
    state = Field("get_state_display", column_name=_("state"))
    begins_on = Field("begins_on", column_name=_("begins on"))
    until_on = Field("until_on", column_name=_("until"))
    end_reason = Field("get_end_reason_display", column_name=_("end reason"))

    class Meta:
        model = Assignment
        fields = (
            "mentor", "company", "incubator", "state", "begins_on", "until_on", "end_reason",
        )  # fmt: skip


class SessionResource(InertResource):
    """One row per session; when and how long, not what about."""

    on = Field("on", column_name=_("on"))
    starts = Field("starts", column_name=_("starts"))
    minutes = Field("minutes", column_name=_("minutes"))
    mentor = Field("mentor__name", column_name=_("mentor"))
    company = Field("company__name", column_name=_("company"))
    incubator = Field("incubator__name", column_name=_("incubator"))
    mode = Field("get_mode_display", column_name=_("mode"))
    need = Field("get_need_display", column_name=_("about"))
    state = Field("get_state_display", column_name=_("state"))

    class Meta:
        model = MentoringSession
        fields = (
            "on", "starts", "minutes", "mentor", "company", "incubator", "mode", "need", "state",
        )  # fmt: skip
