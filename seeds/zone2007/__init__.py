"""The zone of the 2007 report: ``stated`` is what documents say, ``generated`` is made up."""
