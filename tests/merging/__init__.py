"""Two records of one company."""
