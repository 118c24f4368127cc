"""Pure rules of facilities: no database, no clock."""
