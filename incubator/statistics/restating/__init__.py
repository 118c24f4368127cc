"""What reaches a published year afterwards: found, decided by a person, restated openly."""
