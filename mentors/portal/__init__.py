"""Pages of mentoring in the portal."""
