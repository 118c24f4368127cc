#!/usr/bin/env python3
"""Django's command line; finds the servers that bin/up started by itself."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "incubator.settings.local")
    try:
        from django.core.management import execute_from_command_line
    except ImportError:
        sys.exit(
            "Django is not installed for this Python: run bin/up once, "
            "then call .venv/bin/python manage.py."
        )
    from django.db.utils import OperationalError

    try:
        execute_from_command_line(sys.argv)
    except OperationalError:
        from django.conf import settings

        # Only the case that we can explain becomes a sentence; any other
        # database error keeps its trace.
        explanation = getattr(settings, "SERVERS_MISSING", "")
        if not explanation:
            raise
        sys.exit(explanation)


if __name__ == "__main__":
    main()
