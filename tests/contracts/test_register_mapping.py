"""Which column is what: said in a mapping file, or guessed from the headers."""

import json
from pathlib import Path

import pytest

from banenbrug.contracts.register import mapping as mappings
from banenbrug.contracts.register.guessing import date_order_of, decimal_of, guess
from banenbrug.contracts.register.mapping import Mapping, columns_in, digest, from_json
from banenbrug.contracts.register.reading import open_table
from banenbrug.contracts.register.table import Table
from banenbrug.foundation.refusals import Refused

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "spend-mapping.json"


def table_of(headers: str, *rows: str) -> Table:
    return open_table("\n".join([headers, *(rows or ("1;2;3",))]).encode())


def test_the_documented_example_is_read_and_written_back_the_same() -> None:
    mapping = from_json(EXAMPLE.read_text())

    assert mapping.shape == "spend"
    assert mapping.currency == "GBP"
    assert dict(mapping.columns)["supplier"] == "BeneficiaryName"
    assert from_json(json.dumps(mapping.as_json())) == mapping


def test_a_flat_object_names_columns() -> None:
    flat = from_json('{"supplier": "Wie", "amount": "Wat", "date": "Wanneer"}')

    assert flat == Mapping(
        shape="spend", columns=(("supplier", "Wie"), ("amount", "Wat"), ("date", "Wanneer"))
    )


@pytest.mark.parametrize(
    ("text", "code", "named"),
    [
        ("no json", "mapping_not_json", "Expecting value"),
        ("[1]", "mapping_not_json", "list"),
        ('{"leverancier": "X"}', "mapping_field_unknown", "supplier"),
        ('{"columns": {}, "colour": 1}', "mapping_field_unknown", "colour"),
        ('{"columns": {}, "shape": "tree"}', "mapping_value_wrong", "tree"),
        ('{"columns": {}, "decimal": "·"}', "mapping_value_wrong", "·"),
        ('{"columns": {}, "currency": "euro"}', "mapping_value_wrong", "euro"),
        ('{"columns": {}, "year": "2026"}', "mapping_value_wrong", "2026"),
        ('{"columns": {}, "leave_empty": ["title"]}', "mapping_value_wrong", "title"),
        ('{"columns": {"title": 3}}', "mapping_value_wrong", "3"),
        ('{"columns": []}', "mapping_value_wrong", "columns"),
    ],
)
def test_a_wrong_mapping_is_refused_and_named(text: str, code: str, named: str) -> None:
    with pytest.raises(Refused) as refused:
        from_json(text)

    assert refused.value.code == code
    assert named in str(refused.value)


def test_a_column_that_the_file_lacks_is_refused_with_those_that_it_has() -> None:
    mapping = from_json('{"number": "Nr", "title": "Titel", "supplier": "Wie"}')

    with pytest.raises(Refused) as refused:
        columns_in(table_of("Nr;Titel;Leverancier"), mapping)

    assert refused.value.code == "column_not_in_file"
    assert "Wie" in str(refused.value)
    assert "Nr, Titel, Leverancier" in str(refused.value)


def test_a_header_is_found_whatever_its_capitals_and_punctuation() -> None:
    mapping = from_json('{"number": "contract nr", "title": "TITEL", "supplier": "leverancier*"}')

    assert columns_in(table_of("Titel;Contract-nr.;Leverancier"), mapping) == {
        "title": 0,
        "number": 1,
        "supplier": 2,
    }


def test_a_personal_column_cannot_be_mapped() -> None:
    mapping = from_json('{"number": "BSN", "title": "Titel", "supplier": "Leverancier"}')

    with pytest.raises(Refused) as refused:
        columns_in(table_of("BSN;Titel;Leverancier"), mapping)

    assert refused.value.code == "column_personal"


def test_a_mapping_without_the_columns_that_a_contract_needs_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        columns_in(table_of("Nr;Titel;Leverancier"), from_json('{"number": "Nr"}'))

    assert refused.value.code == "columns_missing"
    assert refused.value.refusal.params["fields"] == "title, supplier"


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (
            "Contractnummer;Naam contract;Leverancier;KVK-nummer;Categorie;CPV-code;Ingangsdatum;"
            "Expiratiedatum;Jaarbedrag (excl. btw);Contractwaarde;Aantal verlengingsopties;"
            "Opzegtermijn (maanden);Afdeling;Social return (ja/nee);Omschrijving",
            {
                "number": "Contractnummer",
                "title": "Naam contract",
                "supplier": "Leverancier",
                "kvk": "KVK-nummer",
                "category": "Categorie",
                "cpv": "CPV-code",
                "start": "Ingangsdatum",
                "end": "Expiratiedatum",
                "value_per_year": "Jaarbedrag (excl. btw)",
                "value_total": "Contractwaarde",
                "extension_count": "Aantal verlengingsopties",
                "notice_months": "Opzegtermijn (maanden)",
                "owner_unit": "Afdeling",
                "clause": "Social return (ja/nee)",
                "description": "Omschrijving",
            },
        ),
        (
            "Reference;Contract title;Supplier name;Start date;End date;Annual value;Total value;"
            "VAT number;Notice period;Owner",
            {
                "number": "Reference",
                "title": "Contract title",
                "supplier": "Supplier name",
                "start": "Start date",
                "end": "End date",
                "value_per_year": "Annual value",
                "value_total": "Total value",
                "vat": "VAT number",
                "notice_months": "Notice period",
                # nothing for Owner, which may hold the names of people
            },
        ),
        (
            "Contractnr.;Omschrijving;Crediteur;Contractwaarde p/j (excl. btw)",
            {
                "number": "Contractnr.",
                "title": "Omschrijving",
                "supplier": "Crediteur",
                "value_per_year": "Contractwaarde p/j (excl. btw)",
            },
        ),
        (
            "Contractid*;ContractName*;SupplierReference*;ContractStartDate*;ContractEndDate*",
            {
                "number": "Contractid*",
                "title": "ContractName*",
                "supplier": "SupplierReference*",
                "start": "ContractStartDate*",
                "end": "ContractEndDate*",
            },
        ),
    ],
)
def test_a_register_is_recognised_by_its_headers(headers: str, expected: dict[str, str]) -> None:
    mapping = guess(table_of(headers))

    assert mapping.shape == "contracts"
    assert dict(mapping.columns) == expected


@pytest.mark.parametrize(
    "headers", ["Crediteur;Factuurdatum;Bedrag", "Naam;Datum;Bedrag", "Supplier;Date;Amount"]
)
def test_payments_are_recognised_by_their_headers(headers: str) -> None:
    mapping = guess(table_of(headers))

    assert mapping.shape == "spend"
    assert [name for name, _ in mapping.columns] == ["supplier", "amount", "date"]
    assert mapping.missing() == ()


def test_a_register_without_titles_has_its_descriptions_for_them() -> None:
    mapping = guess(table_of("Nummer;Omschrijving;Leverancier;Einddatum"))

    assert dict(mapping.columns) == {
        "number": "Nummer",
        "title": "Omschrijving",
        "supplier": "Leverancier",
        "end": "Einddatum",
    }


def test_numbered_and_described_payments_stay_payments() -> None:
    assert guess(table_of("Nummer;Omschrijving;Leverancier;Datum;Bedrag")).shape == "spend"


def test_a_personal_column_is_never_guessed() -> None:
    table = table_of("Nummer;Titel;Leverancier;BSN contractnummer")

    assert "BSN contractnummer" not in dict(guess(table).columns).values()


def test_the_decimal_sign_is_that_of_the_column_then_of_the_file() -> None:
    headers = "Waarde per jaar;Totale waarde;Titel"
    table = table_of(headers, "1.250;12.500,50;x", "2.000;3,5;y")
    mapping = guess(table)

    assert decimal_of(table, "Totale waarde", mapping) == (",", True)
    assert decimal_of(table, "Waarde per jaar", mapping) == (",", True)


def test_where_nothing_tells_the_decimal_sign_it_is_assumed() -> None:
    table = table_of("Waarde per jaar;Titel;Leverancier", "1.250;x;y")

    assert decimal_of(table, "Waarde per jaar", guess(table)) == (",", False)


def test_what_the_mapping_says_of_dates_comes_before_what_they_show() -> None:
    table = table_of("Startdatum;Titel;Leverancier", "31-01-2026;x;y")
    said = Mapping(columns=(("start", "Startdatum"),), date_order="mdy")

    assert date_order_of(table, "Startdatum", guess(table)) == ("dmy", True)
    assert date_order_of(table, "Startdatum", said) == ("mdy", True)


def test_the_digest_follows_the_bytes_and_the_mapping() -> None:
    one, other = table_of("a;b"), table_of("a;b", "1;3")
    mapping = Mapping(columns=(("title", "a"),))
    changed = mappings.from_object(mapping.as_json() | {"currency": "GBP"})

    assert digest(one, mapping) == digest(table_of("a;b"), mapping)
    assert len({digest(one, mapping), digest(other, mapping), digest(one, changed)}) == 3
