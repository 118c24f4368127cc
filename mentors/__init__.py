"""创业导师: who helps whom. Grows with the mentoring work; knows companies, never facilities."""
