"""Files of many rows: brought, looked at row by row, written by a worker, taken back whole."""
