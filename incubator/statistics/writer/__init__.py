"""Writes the paragraph of the yearly report, in house style, with a footnote to every figure.

``rounding`` prints a number as such texts do, ``composing`` makes the sentences, ``document``
the Word file. What it prints, ``incubator.statistics.checker`` reads and finds true.
"""
