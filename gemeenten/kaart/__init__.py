"""The maps as SVG: pure geometry and ready strings, no Django. Tags: `{% load kaart %}`."""
