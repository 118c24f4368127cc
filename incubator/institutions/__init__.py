"""孵化载体: the institutions that take startups in, and their phases of construction."""
