"""Addresses of reviewing: only those of the asker's own rounds and cases answer."""

from django.urls import path

from companies.portal import joining, reviewing, reviewing_case

app_name = "reviewing"

urlpatterns = [
    path("reviewing/", reviewing.rounds, name="rounds"),
    path("reviewing/rounds/<int:pk>/", reviewing.cases, name="queue"),
    path("reviewing/cases/<int:pk>/", reviewing_case.page, name="case"),
    path("reviewing/cases/<int:pk>/save/", reviewing_case.save, name="save"),
    path("reviewing/cases/<int:pk>/sign/", reviewing_case.sign, name="sign"),
    path("reviewing/cases/<int:pk>/stand-back/", reviewing_case.stand_back, name="stand_back"),
    path("reviewing/cases/<int:pk>/files/<int:file>/", reviewing_case.download, name="file"),
    path("reviewing/join/<str:secret>/", joining.join, name="join"),
]
