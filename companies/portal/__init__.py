"""Pages of applying: calls, drafts that save themselves, handing in, and what follows."""
