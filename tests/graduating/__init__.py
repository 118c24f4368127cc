"""Readiness and graduation."""
