"""Who may use each address: walked as the roles describe it."""
