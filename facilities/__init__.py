"""场地: buildings, rooms and leases. Grows with the space work; knows companies, never mentors."""
