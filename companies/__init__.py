"""企业: companies before, during and after their stay, and their dated residences."""
