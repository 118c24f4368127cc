"""公开数据: figures for everybody, of published snapshots alone, where nobody finds one company.

``suppression`` decides which cells of a table stay hidden, ``breakdowns`` reads the tables of an
edition, ``figures`` puts together what the page and the open data show.
"""
