"""Reads a Chinese official text, ties its numbers to the figures on file, and says what agrees.

``reading`` finds the numbers, ``subjects`` says what each is about, ``checking`` compares.
What cannot be tied for certain is left out: a wrong tie would be worse than none.
"""
