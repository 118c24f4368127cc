"""All addresses. The API's router and the portal join here.

/healthz and /readyz are answered before any of these, by incubator.health.
"""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from incubator.accounts.portal import account

urlpatterns = [
    path("", include("incubator.portal.urls")),
    path("", include("companies.portal.urls")),
    path("", include("companies.portal.reviewing_urls")),
    path("returns/", include("companies.portal.return_urls")),
    path("", include("mentors.portal.urls")),
    path("company/", include("incubator.workflows.portal.urls")),
    path("account/", account, name="account_settings"),
    path("account/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("api/v1/", include("incubator.api.urls")),
    # The language may be chosen before logging in.
    path("i18n/setlang/", login_not_required(set_language), name="set_language"),
]

# Under /api/ these answer in the API's one error shape, elsewhere as Django does.
handler400 = "incubator.core.api.errors.bad_request"
handler403 = "incubator.core.api.errors.permission_denied"
handler404 = "incubator.core.api.errors.not_found"
handler500 = "incubator.core.api.errors.server_error"
