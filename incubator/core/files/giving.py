"""How a private file leaves: to be saved, never to be shown or run by the browser."""

import structlog
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404

logger = structlog.get_logger(__name__)


def as_attachment(file: FieldFile, *, name: str, content_type: str) -> FileResponse:
    """The file as a download; the caller has checked who asks.

    Raises Http404 for a row whose file is gone, which the log tells.
    """
    try:
        content = file.open("rb")
    except FileNotFoundError:
        logger.exception("file_missing", file=file.name)
        raise Http404 from None
    response = FileResponse(content, as_attachment=True, filename=name, content_type=content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
