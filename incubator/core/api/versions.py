"""Which version of an answer a caller has: ETag, Last-Modified, and 304 when it is this one."""

import datetime
import hashlib
from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import get_language
from rest_framework.request import Request

from incubator.core.api.errors import PreconditionFailed


@dataclass(frozen=True)
class Version:
    """The mark of one answer: made of all that the answer is made of.

    ``changed_at`` is None for an answer about nothing.
    """

    etag: str
    changed_at: datetime.datetime | None

    def unless_known(self, request: Request) -> HttpResponse | None:
        """304 where the caller has this version already, else None.

        Raises PreconditionFailed where it wanted only another one (``If-Match``).
        """
        answer = get_conditional_response(request, etag=self.etag, last_modified=self._seconds)
        if answer is None:
            return None
        if answer.status_code == PreconditionFailed.status_code:
            raise PreconditionFailed
        return self.marking(answer)

    def marking(self, response: HttpResponseBase) -> HttpResponseBase:
        """The same response, marked with this version."""
        response.headers["ETag"] = self.etag
        if self._seconds is not None:
            response.headers["Last-Modified"] = http_date(self._seconds)
        return response

    @property
    def _seconds(self) -> int | None:
        return int(self.changed_at.timestamp()) if self.changed_at else None


def version_of(request: Request, *content: object, changed_at: datetime.datetime | None) -> Version:
    """The version of an answer to ``request`` that is made of ``content``.

    Language, media type and parameters belong to it: each gives another answer.
    """
    said = (
        get_language(),
        request.accepted_media_type,
        sorted(request.query_params.items()),
        content,
    )
    digest = hashlib.blake2b(repr(said).encode(), digest_size=16).hexdigest()
    return Version(f'"{digest}"', changed_at)
