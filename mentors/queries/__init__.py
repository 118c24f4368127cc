"""Reads of mentors that span models."""
