"""What is known of somebody who advises companies."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from incubator.institutions.enums import TechField
from mentors.enums import Language, MentorKind, Need, Stage


def several(choices: type[models.TextChoices], label, **more) -> ArrayField:
    """A column of some of a few words."""
    return ArrayField(
        models.CharField(max_length=20, choices=choices),
        verbose_name=label,
        default=list,
        blank=True,
        **more,
    )


class Profile(models.Model):
    """What is known of somebody who advises companies, on file or only applying."""

    name = models.CharField(pgettext_lazy("of a person", "name"), max_length=80)
    kind = models.CharField(_("kind"), max_length=20, choices=MentorKind)
    employer = models.CharField(_("employer"), max_length=120, blank=True)
    title = models.CharField(_("post"), max_length=80, blank=True)
    fields = several(TechField, _("technical fields"))
    strengths = several(Need, _("can help with"))
    stages = several(
        Stage, _("stages"), help_text=_("How far the companies are that they advise best.")
    )
    languages = several(Language, _("languages"))
    experience = models.TextField(_("experience"), max_length=4000, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="%(class)s_has_a_name"),
            models.CheckConstraint(condition=Q(kind__in=MentorKind.values), name="%(class)s_kind"),
            models.CheckConstraint(
                condition=Q(
                    fields__contained_by=TechField.values,
                    strengths__contained_by=Need.values,
                    stages__contained_by=Stage.values,
                    languages__contained_by=Language.values,
                ),
                name="%(class)s_known_words",
            ),
        ]

    @property
    def profile(self) -> dict[str, Any]:
        """Its columns, as another row of the kind takes them."""
        return {name: getattr(self, name) for name in PROFILE}


PROFILE = (
    "name", "kind", "employer", "title", "fields", "strengths", "stages", "languages",
    "experience",
)  # fmt: skip
