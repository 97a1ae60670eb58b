"""A second, naive reading of the rules, to hold the product against."""
