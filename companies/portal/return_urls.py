"""Addresses of returns."""

from django.urls import path

from companies.portal import return_files, returns

app_name = "returns"

urlpatterns = [
    path("", returns.listing, name="listing"),
    path("due/<int:pk>/start/", returns.start, name="start"),
    path("<uuid:key>/", returns.page, name="page"),
    path("<uuid:key>/fill/", returns.fill, name="fill"),
    path("<uuid:key>/values/<slug:code>/", returns.save, name="value"),
    path("<uuid:key>/check/", returns.check, name="check"),
    path("<uuid:key>/submit/", returns.hand_in, name="submit"),
    path("<uuid:key>/file/", return_files.download, name="file"),
    path("<uuid:key>/file/upload/", return_files.upload, name="upload"),
    path("<uuid:key>/correct/", returns.correct, name="correct"),
]
