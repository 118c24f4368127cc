"""Published years: snapshots that never change, their seals, and a bundle that outlives us."""
