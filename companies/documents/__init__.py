"""Word documents of companies: their standard text, the fields of a template, and filling it."""
