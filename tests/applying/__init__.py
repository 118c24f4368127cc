"""Calls, drafts, handing in, and what follows."""
