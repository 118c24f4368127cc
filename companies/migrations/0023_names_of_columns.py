"""Every column has a name that people read; in the database nothing changes."""

from django.db import migrations

from incubator.core.migration_operations import NameColumns

NAMES = {
    "answer": {"application": "application", "saved_by": "saved by"},
    "answerevent": {"application": "application", "saved_by": "saved by"},
    "application": {"late_code": "code for late entry", "search_key": "text that is searched"},
    "applicationevent": {"late_code": "code for late entry", "search_key": "text that is searched"},
    "attachment": {
        "application": "application",
        "sha256": "SHA-256 of the file",
        "uploaded_by": "uploaded by",
    },
    "attachmentevent": {
        "application": "application",
        "sha256": "SHA-256 of the file",
        "uploaded_by": "uploaded by",
    },
    "company": {"search_key": "text that is searched"},
    "companyevent": {"search_key": "text that is searched"},
    "criterionscore": {"criterion": "criterion of a rubric", "review": "review"},
    "criterionscoreevent": {"criterion": "criterion of a rubric", "review": "review"},
    "decision": {"move": "move of an application"},
    "decisioncondition": {"decision": "decision"},
    "decisionconditionevent": {"decision": "decision"},
    "decisionevent": {"move": "move of an application"},
    "evidence": {"sha256": "SHA-256 of the file", "uploaded_by": "uploaded by"},
    "evidenceevent": {"sha256": "SHA-256 of the file", "uploaded_by": "uploaded by"},
    "invitation": {"digest": "digest"},
    "latecode": {"digest": "digest"},
    "letter": {"application": "application", "written_by": "written by"},
    "letterevent": {"application": "application", "written_by": "written by"},
    "lettertemplate": {"written_by": "written by"},
    "lettertemplateevent": {"written_by": "written by"},
    "message": {"application": "application", "sent_by": "sent by"},
    "messageevent": {"application": "application", "sent_by": "sent by"},
    "move": {"application": "application", "moved_by": "moved by"},
    "moveevent": {"application": "application", "moved_by": "moved by"},
    "outboxletter": {"decision": "decision"},
    "outboxletterevent": {"decision": "decision"},
    "panelitem": {
        "application": "application",
        "call": "call",
        "decision": "decision",
        "meeting": "panel meeting",
    },
    "panelitemevent": {
        "application": "application",
        "call": "call",
        "decision": "decision",
        "meeting": "panel meeting",
    },
    "panelmember": {"meeting": "panel meeting"},
    "panelmemberevent": {"meeting": "panel meeting"},
    "panelnote": {
        "item": "case of a meeting",
        "meeting": "panel meeting",
        "written_by": "written by",
    },
    "panelnoteevent": {
        "item": "case of a meeting",
        "meeting": "panel meeting",
        "written_by": "written by",
    },
    "panelvote": {
        "cast_by": "cast by",
        "item": "case of a meeting",
        "meeting": "panel meeting",
        "member": "member of a panel",
    },
    "panelvoteevent": {
        "cast_by": "cast by",
        "item": "case of a meeting",
        "meeting": "panel meeting",
        "member": "member of a panel",
    },
    "paper": {"filed_by": "filed by", "sha256": "SHA-256 of the file"},
    "paperevent": {"filed_by": "filed by", "sha256": "SHA-256 of the file"},
    "return": {"started_by": "started by"},
    "returnevent": {"started_by": "started by"},
    "returnimport": {"sha256": "SHA-256 of the file"},
    "returnmove": {"report": "return"},
    "returnmoveevent": {"report": "return"},
    "returnvalue": {
        "form": "return form",
        "item": "return item",
        "report": "return",
        "saved_by": "saved by",
    },
    "returnvalueevent": {
        "form": "return form",
        "item": "return item",
        "report": "return",
        "saved_by": "saved by",
    },
    "reviewerinvitation": {"digest": "digest"},
    "stagemove": {"application": "application", "moved_by": "moved by"},
    "stagemoveevent": {"application": "application", "moved_by": "moved by"},
    "submission": {"application": "application", "submitted_by": "handed in by"},
    "submissionevent": {"application": "application", "submitted_by": "handed in by"},
}


class Migration(migrations.Migration):
    dependencies = [("companies", "0022_lists_of_a_million")]

    operations = [NameColumns(NAMES)]
