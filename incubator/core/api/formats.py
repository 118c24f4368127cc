"""In which form an answer is given: ``?format=`` or, without it, the Accept header."""

from django.utils.translation import gettext_lazy as _
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from incubator.core.errors import RuleViolation


class ChosenFormat(DefaultContentNegotiation):
    """A format that is asked for by name counts more than the Accept header."""

    def select_renderer(
        self, request: Request, renderers: list[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        """The renderer and its media type. Raises ``unknown_format``, or 406."""
        asked = request.query_params.get("format")
        if asked is None:
            return super().select_renderer(request, renderers, format_suffix)
        for renderer in renderers:
            if renderer.format == asked:
                return renderer, renderer.media_type
        raise RuleViolation(
            "unknown_format",
            _("This answer cannot be had as “%(format)s”. Known are: %(known)s."),
            field="format",
            format=asked[:20],
            known=", ".join(renderer.format for renderer in renderers),
        )
