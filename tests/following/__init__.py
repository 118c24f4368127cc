"""What becomes of graduates."""
