"""One transaction over several parts: what must act on more than one at once."""
