"""The 2007 zone as demonstration data, and generated zones of any size."""
