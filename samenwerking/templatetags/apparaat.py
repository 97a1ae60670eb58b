"""What a browser says of itself, in words that its owner knows."""

from __future__ import annotations

from django import template

register = template.Library()
# The first that is in it: an Edge calls itself Chrome and Safari as well, a Chrome also Safari.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "CriOS": "Chrome",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
APPARATEN = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS X": "Mac",
    "CrOS": "Chromebook",
    "Linux": "Linux",
}


@register.filter
def apparaat(user_agent: str) -> str:
    """«Firefox op Windows»; as the browser said it when that is not known, or «onbekend»."""
    browser = next((naam for teken, naam in BROWSERS.items() if teken in user_agent), "")
    systeem = next((naam for teken, naam in APPARATEN.items() if teken in user_agent), "")
    return f"{browser} op {systeem}" if browser and systeem else user_agent or "onbekend"
