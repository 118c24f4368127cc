"""Addresses of mentoring."""

from django.urls import path

from mentors.portal import (
    applying,
    assignments,
    booking,
    company,
    feed,
    home,
    hours,
    notes,
    sessions,
)

app_name = "mentoring"
ASSIGNMENT = "mentoring/assignments/<uuid:key>/"
SESSION = "mentoring/sessions/<uuid:key>/"
STAY = "mentoring/stays/<int:pk>/"

urlpatterns = [
    path("mentoring/", home.home, name="home"),
    path("mentoring/claim/", home.claim, name="claim"),
    path("mentoring/apply/", applying.apply, name="apply"),
    path("mentoring/apply/draft/", applying.save, name="draft"),
    path("mentoring/applications/<uuid:key>/", applying.page, name="application"),
    path("mentoring/applications/<uuid:key>/withdraw/", applying.withdraw, name="take_back"),
    path("mentoring/mentor/", home.mentor, name="mentor"),
    path("mentoring/mentor/calendar/", hours.month, name="my_month"),
    path("mentoring/mentor/hours/", hours.publish, name="publish"),
    path("mentoring/mentor/hours/<int:pk>/", hours.hours, name="hours"),
    path("mentoring/mentor/times/<uuid:key>/", hours.slot, name="slot"),
    path(STAY, company.page, name="stay"),
    path(f"{STAY}suggestions/", company.suggest, name="suggest"),
    path(f"{STAY}ask/<int:mentor>/", company.ask, name="ask"),
    path(f"{STAY}calendar/", booking.month, name="month"),
    path(f"{STAY}times/<uuid:key>/", booking.book, name="book"),
    path(ASSIGNMENT, assignments.page, name="assignment"),
    path(f"{ASSIGNMENT}agree/", assignments.agree, name="agree"),
    path(f"{ASSIGNMENT}decline/", assignments.decline, name="decline"),
    path(f"{ASSIGNMENT}end/", assignments.end, name="end"),
    path(f"{ASSIGNMENT}meet/", assignments.meet, name="meet"),
    path(SESSION, sessions.page, name="session"),
    path(f"{SESSION}move/", booking.move, name="move"),
    path(f"{SESSION}cancel/", sessions.cancel, name="cancel"),
    path(f"{SESSION}held/", sessions.held, name="held"),
    path(f"{SESSION}not-held/", sessions.not_held, name="not_held"),
    path(f"{SESSION}confirm/", sessions.confirm, name="confirm"),
    path(f"{SESSION}feedback/", sessions.rate, name="rate"),
    path(f"{SESSION}notes/", notes.write, name="notes"),
    path(f"{SESSION}steps/", notes.add_step, name="add_step"),
    path(f"{SESSION}steps/<int:pk>/done/", notes.finish_step, name="finish_step"),
    path(f"{SESSION}files/", notes.add_file, name="add_file"),
    path(f"{SESSION}files/<int:pk>/", notes.file, name="file"),
    path(f"{SESSION}files/<int:pk>/remove/", notes.remove_file, name="remove_file"),
    path("mentoring/feed/", feed.page, name="calendar"),
    path("mentoring/feed/new/", feed.make, name="make_feed"),
    path("mentoring/feed/revoke/", feed.revoke, name="revoke_feed"),
    path("mentoring/feed/<str:secret>.ics", feed.feed, name="feed"),
]
