"""Figures in Chinese are grouped by threes, as ``grouped`` does: Django's own do not group."""

THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
