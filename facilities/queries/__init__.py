"""Reads of facilities that span models."""
