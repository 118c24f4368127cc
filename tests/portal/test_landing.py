"""Where signing in leads: to what somebody is here for."""

import datetime

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from companies import lifecycle
from companies.models import Stage
from incubator.core.dates import now
from tests.factories import CallFactory, MentorFactory, RepresentativeFactory, UserFactory
from tests.reviewing.conftest import expert

pytestmark = pytest.mark.django_db
APPLICATIONS = "applying:applications"


def running_round():
    """One of today."""
    stage = Stage.objects.get(call=CallFactory(), kind="expert")
    later = now() + datetime.timedelta(days=9)
    return lifecycle.open_round(stage=stage, due_at=later, by=None, at=now())


def reviewer():
    return expert(running_round()).user


def reviewer_of_the_past():
    user = reviewer()
    lifecycle.close_round(review_round=user.reviews_in.get().round, by=None, at=now())
    return user


def applicant_who_reviews():
    user = reviewer()
    lifecycle.start_draft(call=CallFactory(), by=user, at=now())
    return user


def mentor():
    return MentorFactory(user=UserFactory()).user


@pytest.mark.parametrize(
    ("who", "page"),
    [
        (reviewer, "reviewing:rounds"),
        (reviewer_of_the_past, APPLICATIONS),
        (applicant_who_reviews, APPLICATIONS),
        (lambda: RepresentativeFactory().user, "company:list"),
        (mentor, "mentoring:home"),
        (UserFactory, APPLICATIONS),
    ],
)
def test_it_leads_to_what_one_is_here_for(client, who, page):
    client.force_login(who())

    response = client.get("/home/")

    assert (response.status_code, response.url) == (302, reverse(page))


def test_it_is_for_those_who_are_signed_in(client):
    assert client.get("/home/").url == "/account/login/?next=/home/"


def test_signing_in_leads_there_and_to_the_page_that_was_asked_for(client):
    user = reviewer()
    user.set_password("correct horse battery")
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    told = {"login": user.email, "password": "correct horse battery"}

    assert client.post("/account/login/", told).url == "/home/"
    client.logout()
    assert client.post("/account/login/?next=/account/", told).url == "/account/"
