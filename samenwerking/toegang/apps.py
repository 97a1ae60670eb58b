from django.apps import AppConfig


class ToegangConfig(AppConfig):
    """Accounts, rollen, scoping and the logboek."""

    name = "samenwerking.toegang"
    label = "toegang"
    verbose_name = "Toegang"
