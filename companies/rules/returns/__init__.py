"""What returns follow: their periods, how figures are read, how they hang together, their moves."""
