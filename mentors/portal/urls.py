"""Addresses of mentoring."""

from django.urls import path

from mentors.portal import feed

app_name = "mentoring"

urlpatterns = [
    path("mentoring/feed/<str:secret>.ics", feed.feed, name="feed"),
]
