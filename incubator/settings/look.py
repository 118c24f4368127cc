"""How the admin looks: its name, its icons and its colours."""

from typing import Any

from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _

UNFOLD: dict[str, Any] = {
    "SITE_TITLE": _("Incubator portfolio"),
    "SITE_HEADER": _("Incubator portfolio"),
    "SITE_SYMBOL": "hub",
    "SITE_URL": "/",
    "SHOW_LANGUAGES": True,
    "SHOW_BACK_BUTTON": True,
    "SHOW_VIEW_ON_SITE": False,
    "STYLES": [lambda request: static("site/terms.css"), lambda request: static("site/admin.css")],
    "SCRIPTS": [lambda request: static("site/admin.js"), lambda request: static("site/terms.js")],
    "SITE_FAVICONS": [
        {"rel": "icon", "type": "image/svg+xml", "href": lambda request: static("site/icon.svg")}
    ],
    "SIDEBAR": {
        "navigation": "incubator.admin.navigation",
        "show_search": True,
        "command_search": True,  # one box on every page, also under Ctrl+K
    },
    "COLORS": {
        "primary": {
            "50": "oklch(97% .014 254.604)",
            "100": "oklch(93.2% .032 255.585)",
            "200": "oklch(88.2% .059 254.128)",
            "300": "oklch(80.9% .105 251.813)",
            "400": "oklch(70.7% .165 254.624)",
            "500": "oklch(66% .19 257.5)",
            "600": "oklch(54.6% .245 262.881)",
            "700": "oklch(48.8% .243 264.376)",
            "800": "oklch(42.4% .199 265.638)",
            "900": "oklch(37.9% .146 265.522)",
            "950": "oklch(28.2% .091 267.935)",
        },
    },
}
