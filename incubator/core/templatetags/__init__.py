"""Template tags that every part may use."""
