from django.apps import AppConfig


class ToegangConfig(AppConfig):
    """Accounts, rollen, scoping and the logboek."""

    name = "samenwerking.toegang"
    label = "toegang"
    verbose_name = "Toegang"

    def ready(self) -> None:
        """allauth tells by a signal that a second factor was set up."""
        from allauth.mfa.signals import authenticator_added

        from samenwerking.toegang import factor

        authenticator_added.connect(factor.onthoud)
