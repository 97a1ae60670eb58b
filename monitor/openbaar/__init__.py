"""A published round as open data: what the public sees, as it was known at the publication."""
