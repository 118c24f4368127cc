"""Addresses of applying."""

from django.urls import path

from companies.portal import answers, calls, drafts, files, following, people

app_name = "applying"

urlpatterns = [
    path("calls/", calls.listing, name="calls"),
    path("calls/<slug:code>/", calls.page, name="call"),
    path("calls/<slug:code>/start/", drafts.start, name="start"),
    path("applications/", following.listing, name="applications"),
    path("applications/<uuid:key>/", following.page, name="application"),
    path("applications/<uuid:key>/fill/<int:step>/", drafts.fill, name="fill"),
    path("applications/<uuid:key>/answers/<slug:question>/", answers.save, name="answer"),
    path("applications/<uuid:key>/late/", answers.late, name="late"),
    path("applications/<uuid:key>/appeal/", answers.appeal, name="appeal"),
    path("applications/<uuid:key>/files/<slug:question>/add/", files.add, name="add_file"),
    path("applications/<uuid:key>/files/<int:pk>/", files.download, name="file"),
    path("applications/<uuid:key>/files/<int:pk>/remove/", files.remove, name="remove_file"),
    path("applications/<uuid:key>/check/", drafts.check, name="check"),
    path("applications/<uuid:key>/submit/", drafts.hand_in, name="submit"),
    path("applications/<uuid:key>/withdraw/", following.take_back, name="withdraw"),
    path("applications/<uuid:key>/messages/", following.write, name="write"),
    path("applications/<uuid:key>/letters/<int:pk>/", following.letter, name="letter"),
    path("applications/<uuid:key>/people/", people.page, name="people"),
    path("applications/<uuid:key>/people/<int:pk>/remove/", people.remove, name="remove_person"),
    path("applications/<uuid:key>/invitations/<int:pk>/revoke/", people.revoke, name="revoke"),
    path("invitations/<str:secret>/", people.accept, name="accept"),
]
