"""The rules: pure functions over one frozen value, the Stand. Knows no Django and no clock."""
