"""Reference data through the API; what every resource shares is set in the frame by name."""
