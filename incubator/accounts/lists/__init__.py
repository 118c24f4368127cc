"""What every list of the admin shares: search, order, counts, columns, files, many rows at once."""
