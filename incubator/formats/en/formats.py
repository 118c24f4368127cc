"""Moments in English on the clock of 24 hours, as in Chinese and on every page of ours."""

DATETIME_FORMAT = "N j, Y, H:i"
TIME_FORMAT = "H:i"
