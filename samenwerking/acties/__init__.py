"""Writes that can refuse, are logged or span rows."""
