"""The API of the figures: the years, one year, the companies behind a figure, series."""
