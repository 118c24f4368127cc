"""Addresses of a company's own pages."""

from django.urls import path

from incubator.workflows.portal import changes, facts, graduations, leavings, pages

app_name = "company"

urlpatterns = [
    path("", pages.listing, name="list"),
    path("<int:pk>/", pages.page, name="page"),
    path("agreements/<int:pk>/document/", pages.agreement_document, name="agreement"),
    path("papers/<int:pk>/", pages.paper, name="paper"),
    path("<int:pk>/facts/", facts.listing, name="facts"),
    path("<int:pk>/facts/<slug:kind>/", facts.hand_in, name="hand_in_fact"),
    path("<int:pk>/facts/<slug:kind>/<int:fact>/", facts.document, name="fact_document"),
    path("evidence/<int:pk>/", facts.evidence, name="evidence"),
    path("stays/<int:pk>/changes/", changes.choose, name="changes"),
    path("stays/<int:pk>/changes/<slug:kind>/", changes.ask, name="ask_change"),
    path("changes/<uuid:key>/", changes.page, name="change"),
    path("changes/<uuid:key>/papers/", changes.add_paper, name="change_paper"),
    path("changes/<uuid:key>/filing/", changes.file, name="file_change"),
    path("changes/<uuid:key>/withdraw/", changes.withdraw, name="withdraw_change"),
    path("stays/<int:pk>/leave/", leavings.ask, name="leave"),
    path("leavings/<uuid:key>/", leavings.page, name="leaving"),
    path("leavings/<uuid:key>/papers/", leavings.add_paper, name="leaving_paper"),
    path("leavings/<uuid:key>/withdraw/", leavings.withdraw, name="withdraw_leaving"),
    path("stays/<int:pk>/graduation/", graduations.check, name="graduation_check"),
    path("graduations/<uuid:key>/", graduations.page, name="graduation"),
    path("graduations/<uuid:key>/papers/", graduations.add_paper, name="graduation_paper"),
    path("graduations/<uuid:key>/withdraw/", graduations.withdraw, name="withdraw_graduation"),
    path("graduations/<uuid:key>/certificate/", graduations.certificate, name="certificate"),
]
