"""Tests, in the shape of the tree: real PostgreSQL, real broker, real worker, real browser."""
