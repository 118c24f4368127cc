"""Reads of companies that span rows of several kinds."""
