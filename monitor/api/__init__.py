"""What a round adds up to, through the API."""
