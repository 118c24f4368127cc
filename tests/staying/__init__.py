"""A stay: its agreement, what changes during it, and how it is wound up."""
