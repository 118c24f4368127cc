"""Facts with evidence, stakes, and what they say together."""
