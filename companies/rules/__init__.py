"""Pure functions and tables of companies: no database, no clock."""
