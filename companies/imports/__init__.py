"""What of companies comes in from files."""
