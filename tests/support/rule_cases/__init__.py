"""For each rule what triggers it, where, and what does not: one table for each kind of subject."""
