"""What of facilities comes in from files."""
