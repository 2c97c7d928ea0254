"""All regions together: one run over every roster, and what is made of all of them."""
