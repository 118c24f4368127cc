"""Pages of a resident company: its stay, agreement and rooms, what changes, and leaving."""
