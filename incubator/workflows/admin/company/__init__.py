"""One company on one page: its tabs, and what comes next."""
