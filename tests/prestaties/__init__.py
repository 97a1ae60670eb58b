"""`python -m tests.prestaties`: what the portal costs, as ratios to floors measured beside it."""
