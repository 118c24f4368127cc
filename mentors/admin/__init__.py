"""Mentoring in the admin: mentors and terms, assignments, slots, sessions, applications."""

from mentors.admin import assignments, people, sessions, slots, terms

__all__ = ["assignments", "people", "sessions", "slots", "terms"]
