"""统计: indicators, yearly totals and what proves them."""
