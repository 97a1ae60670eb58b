"""The contacts of a gemeente: by role, never public, and nothing lost between two clerks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from samenwerking.models import Contact
from samenwerking.toegang.models import Gebruiker, Logregel

Als = Callable[[Gebruiker | None], Client]
PAD = "/opgave/contacten/"


@pytest.fixture(autouse=True)
def nu(op_moment: Callable[[str], datetime]) -> datetime:
    return op_moment("2013-05-31 10:00")


@pytest.fixture
def invuller(als: Als, invuller_heemstede: Gebruiker) -> Client:
    return als(invuller_heemstede)


def formulier(browser: Client, *rijen: tuple[str, str, str, str]) -> dict[str, object]:
    """What the page sends with these rows (rol, naam, e-mail, telefoon)."""
    data: dict[str, object] = {
        "form-TOTAL_FORMS": len(rijen),
        "form-INITIAL_FORMS": 0,
        "gelezen": browser.get(PAD).context["gelezen"],
    }
    for n, rij in enumerate(rijen):
        namen = ("rol", "naam", "email", "telefoon")
        data |= {f"form-{n}-{naam}": waarde for naam, waarde in zip(namen, rij, strict=True)}
    return data


TROMP = ("wethouder", "Ineke Tromp", "i.tromp@heemstede.demo", "023-548 58 58")
SMIT = ("griffier", "Jan Smit", "", "")


def test_the_page_starts_with_a_row_per_role(invuller):
    rijen = invuller.get(PAD).context["formset"].forms

    assert [f["rol"].value() for f in rijen[:4]] == [
        "wethouder",
        "wethouder_financien",
        "secretaris",
        "griffier",
    ]


def test_contacts_are_saved_changed_and_removed(invuller):
    leeg = ("secretaris", "", "", "")
    assert invuller.post(PAD, formulier(invuller, TROMP, SMIT, leeg)).status_code == 302
    assert set(Contact.objects.values_list("rol", "naam")) == {
        ("wethouder", "Ineke Tromp"),
        ("griffier", "Jan Smit"),
    }
    assert "Ineke Tromp" in invuller.get(PAD).content.decode()

    invuller.post(PAD, formulier(invuller, TROMP))

    assert [c.naam for c in Contact.objects.all()] == ["Ineke Tromp"]


def test_the_logboek_has_roles_and_no_names(invuller):
    invuller.post(PAD, formulier(invuller, TROMP))

    regel = Logregel.objects.get(soort="contacten")
    assert regel.inhoud == {"rollen": ["wethouder"]}


@pytest.mark.parametrize(
    ("rij", "zin"),
    [
        (("wethouder", "", "i.tromp@heemstede.demo", ""), "Vul de naam in"),
        (("wethouder", "Ineke", "geen adres", ""), "Vul een geldig e-mailadres in"),
        (("wethouder", "Ineke", "", "bel mij"), "Vul een telefoonnummer in"),
        (("koning", "Ineke", "", ""), "Selecteer een geldige keuze"),
    ],
)
def test_wrong_input_comes_back_and_nothing_is_saved(invuller, rij, zin):
    response = invuller.post(PAD, formulier(invuller, SMIT, rij))

    assert response.status_code == 422
    assert zin in response.content.decode()
    assert "Jan Smit" in response.content.decode()
    assert not Contact.objects.exists()


def test_one_person_stands_once_in_a_role(invuller):
    response = invuller.post(PAD, formulier(invuller, SMIT, SMIT))

    assert "Jan Smit staat al in deze rol." in response.content.decode()


def test_two_clerks_at_once_see_both_lists(invuller):
    tweede = formulier(invuller, SMIT)
    invuller.post(PAD, formulier(invuller, TROMP))

    response = invuller.post(PAD, tweede)

    pagina = response.content.decode()
    assert response.status_code == 409
    assert "Ineke Tromp" in pagina
    assert 'value="Jan Smit"' in pagina
    assert [c.naam for c in Contact.objects.all()] == ["Ineke Tromp"]


def test_another_gemeente_sees_and_changes_only_its_own(invuller, als, invuller_haarlem):
    invuller.post(PAD, formulier(invuller, TROMP))
    haarlem = als(invuller_haarlem)

    assert "Ineke Tromp" not in haarlem.get(PAD).content.decode()
    haarlem.post(PAD, formulier(haarlem, SMIT))

    assert Contact.objects.filter(gemeente="GM0397").count() == 1


def test_other_rollen_get_a_404(als, rolverdeling):
    for rol, wie in rolverdeling.items():
        verwacht = 200 if rol in {"invuller", "vaststeller"} else 404
        assert als(wie).get(PAD).status_code == verwacht, rol
        if verwacht == 404:
            assert als(wie).post(PAD, {}).status_code == 404, rol


def test_a_tampered_form_is_no_crash(invuller):
    for data in ({}, {"form-TOTAL_FORMS": "x"}, {"form-TOTAL_FORMS": "9999999"}):
        assert invuller.post(PAD, data).status_code == 422
    assert not Contact.objects.exists()
