"""How a kept file leaves: to be saved, never run by the browser; only pictures are shown."""

from io import BytesIO
from pathlib import PurePath

import structlog
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404

from incubator.core.files.kinds import content_type_of

logger = structlog.get_logger(__name__)


def as_attachment(file: FieldFile | bytes, *, name: str, content_type: str) -> FileResponse:
    """A kept file, or content made of one, as a download; the caller has checked who asks.

    Raises Http404 for a row whose file is gone, which the log tells.
    """
    response = _given(file, as_attachment=True, filename=name, content_type=content_type)
    response["Cache-Control"] = "private, no-store"
    return response


def as_picture(file: FieldFile) -> FileResponse:
    """A checked picture for everybody, to be shown in a page.

    Raises Http404 for a row whose file is gone, which the log tells.
    """
    ending = PurePath(file.name or "").suffix.removeprefix(".")
    return _given(file, content_type=content_type_of(ending))


def _given(file: FieldFile | bytes, **kwargs) -> FileResponse:
    try:
        content = BytesIO(file) if isinstance(file, bytes) else file.open("rb")
    except FileNotFoundError:
        logger.exception("file_missing", file=getattr(file, "name", ""))
        raise Http404 from None
    response = FileResponse(content, **kwargs)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
