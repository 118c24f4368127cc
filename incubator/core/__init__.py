"""What every part shares: dates, money, area, codes, rule errors, history. Knows no other part."""
