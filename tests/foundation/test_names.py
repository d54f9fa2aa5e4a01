"""Names: sorted as the Dutch do, and companies recognised under several spellings."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banenbrug.foundation.names import company_key, plain, sort_key

SPEND = Path(__file__).parents[2].parent / "shared" / "data" / "spend"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("de Vries", "vries, de"),
        ("Van der Valk", "valk, van der"),
        ("in ’t Veld", "veld, in 't"),
        ("van 't Hoff", "hoff, van 't"),
        ("’t Hooft", "hooft, 't"),
        ("Op den Camp", "camp, op den"),
        ("In Balans", "in balans"),
        ("Çelik", "celik"),
        ("Jan de Vries", "jan de vries"),
        ("Øster  Æble", "oster aeble"),
        ("De", "de"),
        ("", ""),
    ],
)
def test_the_small_words_in_front_go_behind(name: str, key: str) -> None:
    assert sort_key(name) == key


def test_names_sort_by_what_they_are_known_by() -> None:
    names = ["van den Berg", "Zwart", "Ångström", "de Boer", "Bakker", "Élan"]
    assert sorted(names, key=sort_key) == [
        *("Ångström", "Bakker", "van den Berg", "de Boer", "Élan", "Zwart"),
    ]


@given(st.text())
def test_every_name_has_a_key_that_is_plain_and_stays_itself(name: str) -> None:
    key = sort_key(name)
    assert bool(key) == bool(plain(name))
    assert sort_key(key) == key or ", " in key
    assert plain(key) == key


@given(st.text())
def test_capitals_and_accents_make_no_difference(name: str) -> None:
    assert plain(plain(name)) == plain(name)
    assert sort_key(plain(name)) == sort_key(name)


@pytest.mark.parametrize(
    "spellings",
    [
        ("VLC (Stairlifts) Limited", "VLC (Stairlifts) Ltd", "vlc stairlifts LTD."),
        ("Key Care & Support Ltd", "Key Care and Support Ltd"),
        (
            "Jansen Schoonmaak B.V.",
            "Jansen Schoonmaak BV",
            "jansen schoonmaak b. v.",
            "JANSEN SCHOONMAAK",
        ),
        ("Coöperatie Groen U.A.", "Cooperatie Groen", "Groen, Coöperatie"),
        ("Stichting De Brug", "De Brug (stichting)", "De Brug"),
        ("P. de Groot v.o.f.", "P de Groot VOF"),
        ("A T Nolan Ltd", "A.T. Nolan", "AT Nolan Limited"),
        ("Gem & Jade’s Happy Days Ltd", "Gem and Jade's Happy Days"),
        ("Dotted Eyes Ltd T/A MISO", "Dotted Eyes Limited t/a Miso"),
        ("Zürich Insurance plc", "ZURICH INSURANCE PLC"),
        ("Bestway Panacea Healthcare Ltd T/A", "Bestway Panacea Healthcare"),
    ],
)
def test_spellings_of_one_company_share_a_key(spellings: tuple[str, ...]) -> None:
    assert len({company_key(name) for name in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("HC-One Ltd", "HC-ONE NO.1 LIMITED"),
        ("Croftwood Care Ltd", "Croftwood Care (Cheshire) Ltd"),
        ("Dotted Eyes Ltd", "Dotted Eyes Ltd T/A MISO"),
        ("De Brug", "Brug"),
        ("BV", "NV"),
    ],
)
def test_different_companies_keep_different_keys(one: str, other: str) -> None:
    assert company_key(one) != company_key(other)


@given(st.text())
def test_a_name_with_a_letter_always_has_a_key(name: str) -> None:
    if any(sign.isalnum() for sign in plain(name)) and "/" not in name:
        assert company_key(name) or "hodn" in plain(name).replace(".", "")


@pytest.mark.real_data
def test_the_suppliers_of_a_real_file_are_recognised_and_kept_apart() -> None:
    files = sorted(SPEND.glob("supplier-spend-*.csv"))
    if not files:
        pytest.skip(f"no spend files in {SPEND}")
    spellings: dict[str, set[str]] = defaultdict(set)
    numbers: dict[str, set[str]] = defaultdict(set)
    for file in files:
        with file.open(encoding="cp1252", newline="") as lines:
            for line in csv.DictReader(lines):
                key = company_key(line["BeneficiaryName"])
                spellings[key].add(line["BeneficiaryName"].strip())
                numbers[line["BeneficiaryOtherID"]].add(key)
    assert {key for key, names in spellings.items() if len(names) > 1} == {
        *("key care support", "classic care homes devon", "croftwood care cheshire"),
    }
    assert all(len(keys) == 1 for keys in numbers.values())
