"""The API: what all resources share (named in the settings), and those of the opgave."""

VERSIE = "1.0.0"
