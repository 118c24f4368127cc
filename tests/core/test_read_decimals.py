"""Decimals in lists of the admin stand as people read them, those of their own choice too."""

from decimal import Decimal

import pytest
from django.contrib.admin import site
from django.db.models import DecimalField

from companies.models import Referral
from incubator.accounts.admin_base import ScopedModelAdmin
from incubator.accounts.lists.seen import cell

SCOPED = [pages for pages in site._registry.values() if isinstance(pages, ScopedModelAdmin)]


@pytest.mark.parametrize("pages", SCOPED, ids=lambda pages: pages.model.__name__)
def test_no_list_shows_a_bare_decimal(pages, rf, admin_user):
    request = rf.get("/")
    request.user = admin_user
    decimals = {one.name for one in pages.model._meta.fields if isinstance(one, DecimalField)}

    shown = pages.get_list_display(request)

    assert [name for name in shown if name in decimals and not hasattr(pages, name)] == []


def test_a_chosen_decimal_is_read_and_a_file_has_the_number(rf, admin_user):
    pages = site.get_model_admin(Referral)
    request = rf.get("/", {"_columns": "company,area"})
    request.user = admin_user

    company, area = pages.get_list_display(request)

    assert company == "company"
    assert area(Referral(area=Decimal("1500.00"))) == "1,500"
    assert cell(area, Referral(area=Decimal("1500.00")), pages) == Decimal(1500)
