"""How a private file leaves: to be saved, never to be shown or run by the browser."""

from django.db.models.fields.files import FieldFile
from django.http import FileResponse


def as_attachment(file: FieldFile, *, name: str, content_type: str) -> FileResponse:
    """The file as a download; the caller has checked who asks."""
    response = FileResponse(
        file.open("rb"), as_attachment=True, filename=name, content_type=content_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
