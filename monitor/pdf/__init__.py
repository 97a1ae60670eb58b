"""PDF's of the portal (PDF/UA-1), from the same parts as the pages."""
