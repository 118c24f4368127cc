"""Tests of what was published: snapshots, restatements, vintages."""
