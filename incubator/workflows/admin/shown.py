"""What several pages show alike: links to papers, tables in the admin's clothes."""

from collections.abc import Iterable

from django.contrib import admin
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join

from companies.models import Paper
from companies.rules.terms import Term
from incubator.core.admin_fields import link
from incubator.core.shown import aside, day
from incubator.institutions.enums import Certainty


def page_of(row) -> str:
    """A link to the page of a row; a dash where there is none."""
    if row is None:
        return "—"
    return link(admin.site.get_model_admin(type(row)).address_of(row), row)


def said_of(term: Term) -> str:
    """Where a default comes from; how sure that is where nobody has seen the text."""
    unsure = term.certainty != Certainty.VERIFIED
    return aside(term.source, Certainty(term.certainty).label if unsure else "")


def papers_of(papers: Iterable[Paper]) -> str:
    """Links that download filed papers, each with its kind and day."""
    pages = admin.site.get_model_admin(Paper)
    lines = [
        (link(pages.file_address(paper), paper), paper.get_kind_display(), day(paper.filed_at))
        for paper in papers
    ]
    return format_html_join("", "<p>{} · {} · {}</p>", lines) or "—"


def rendered(template: str, **context: object) -> str:
    """A part of a page from a template of ours."""
    return format_html("{}", render_to_string(f"workflows/admin/{template}", context))
