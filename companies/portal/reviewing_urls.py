"""Addresses of reviewing."""

from django.urls import path

from companies.portal import joining

app_name = "reviewing"

urlpatterns = [
    path("reviewing/join/<str:secret>/", joining.join, name="join"),
]
