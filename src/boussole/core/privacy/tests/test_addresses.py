"""Addresses of every usual shape, and numbers and street words that are none."""

from __future__ import annotations

import pytest

from boussole.core.privacy import mask

ALONE = [
    "12 bis rue Victor Hugo, appartement 34, 3e étage, 31000 Toulouse",
    "8 allee des tilleuls 44300 nantes",
    "Résidence Les Magnolias, Bât C, 45 avenue du Général Leclerc, 33200 Bordeaux",
    "Lieu-dit Kerhuon, 29480 Le Relecq-Kerhuon",
    "lieu dit la grange neuve 24140 villamblard",
    "BP 40127, 35001 Rennes CEDEX",
    "Le Clos des Vignes, 15 chemin de Halage, 51200 Épernay",
    "5 r. Émile Zola 38100 Grenoble",
    "rue de la Loi 155, 1040 Bruxelles",
    "Chaussée de Charleroi 42 bte 3, 1060 Saint-Gilles",
    "Rue du Rhône 65, 1204 Genève",
    "Avenue de la Gare 10, CH-1003 Lausanne",
    "1245, rue Sainte-Catherine Ouest, Montréal (Québec) H3G 1P1",
    "350 boulevard Charest Est, Québec QC G1K 3H5",
    "742 Evergreen Terrace, Springfield, IL 62704",
    "Flat 3, 27 Mill Lane, Cambridge CB1 7TY",
    "1600 Pennsylvania Ave NW Apt 4B\nWashington, DC 20500",
    "27534 Lindegade 63\nMOSS\n Denmark 51971",
]
NONE = [
    "15 rue ou avenue, je ne sais plus",
    "Il y a 3 allées dans le magasin",
    "La place de parking est au 2e étage",
    "un iPhone 15 Pro Max 256 Go",
    "sous garantie jusqu’en 2026",
    "la 3e partie du film",
    "15 U.S.C 1681 section 604",
    "une chambre au Novotel de Lille",
    "20 minutes walk from the station",
]


@pytest.mark.parametrize("address", ALONE)
def test_an_address_is_masked_whole(address: str) -> None:
    masked = mask(f"Mon adresse est {address}, merci")
    assert masked.text.startswith("Mon adresse est [ADDRESS]")
    hidden = {at for one in masked.replacements for at in range(one.start, one.end)}
    left = [c for at, c in enumerate(address, len("Mon adresse est ")) if at not in hidden]
    assert [character for character in left if character.isalnum()] == []


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_address_stays(text: str) -> None:
    assert mask(text).text == text


def test_who_signs_above_an_address_is_not_part_of_it() -> None:
    text = "Nathalie Perrin\n14 rue des Acacias, 69003 Lyon\n04.78.62.10.45"
    assert mask(text).text == "[NAME]\n[ADDRESS]\n[PHONE]"
