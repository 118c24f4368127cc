"""Addresses of the portal. What applicants do stands in ``companies.portal``."""

from django.urls import path

from incubator.portal import figures, personal, views

app_name = "portal"

urlpatterns = [
    path("", views.front, name="front"),
    path("figures/", figures.page, name="figures"),
    path("terms/", views.terms, name="terms"),
    path("incubators/<slug:code>/photo/", views.photo, name="photo"),
    path("home/", views.landing, name="landing"),
    path("account/data/", personal.page, name="personal"),
    path("account/data/download/", personal.download, name="personal_download"),
    path("account/data/erase/", personal.leave, name="leave"),
    path("account/data/keep/", personal.stay, name="stay"),
    path("language/<slug:code>/", views.choose_language, name="language"),
]
