"""Addresses of the portal."""

from django.urls import path

from incubator.portal import views

app_name = "portal"

urlpatterns = [path("", views.front, name="front")]
