"""Addresses of the portal. What applicants do stands in ``companies.portal``."""

from django.urls import path

from incubator.portal import views

app_name = "portal"

urlpatterns = [
    path("", views.front, name="front"),
    path("language/<slug:code>/", views.choose_language, name="language"),
]
