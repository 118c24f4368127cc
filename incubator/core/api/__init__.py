"""What the parts share to speak HTTP with programs: errors, pages, parameters, formats."""
