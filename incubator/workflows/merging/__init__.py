"""Two records of one company are put together: what goes along, what stands against it, undoing."""
