"""No tables here; the module lets Django send post_migrate for this app (see apps.py)."""
