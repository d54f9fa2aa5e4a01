"""Registers as the programs of schools export them: recognised without a mapping.

The files are small and fictional; their shapes are those of the makers' own descriptions.
"""

from datetime import date

import pytest

from banenbrug.contracts.register.contract_row import ContractRow
from banenbrug.contracts.register.findings import Findings
from banenbrug.contracts.register.guessing import date_order_of, guess
from banenbrug.contracts.register.mapping import from_object
from banenbrug.contracts.register.reading import open_table
from banenbrug.contracts.register.rows import parse
from banenbrug.contracts.rules import ClauseForm
from tests.contracts.sheets import Value, xlsx


def read(content: bytes) -> tuple[list[ContractRow], Findings]:
    table = open_table(content)
    contracts, findings = parse(table, guess(table))
    return list(contracts), findings


def csv(*lines: str, encoding: str = "utf-8-sig") -> bytes:
    return "\r\n".join(lines).encode(encoding)


def test_a_connector_of_afas_with_a_number_and_a_name_of_the_relation() -> None:
    contracts, findings = read(
        csv(
            "Contractnummer;Omschrijving;Inkooprelatie;Naam inkooprelatie;Ingangsdatum;"
            "Einddatum;Bedrag per jaar;Opzegtermijn;KvK-nummer",
            "20250001;Schoonmaak gebouwen;100234;Helder Schoonmaak B.V.;01-01-2025;31-12-2028;"
            "1.250.000,50;3 maanden;01234567",
            "20250002;Glasbewassing;100235;Spiegelglas V.O.F.;1-3-2025;;48.000,00;n.v.t.;87654321",
            encoding="cp1252",
        )
    )

    assert [(c.number, c.title, c.supplier, c.supplier_code) for c in contracts] == [
        ("20250001", "Schoonmaak gebouwen", "Helder Schoonmaak B.V.", "100234"),
        ("20250002", "Glasbewassing", "Spiegelglas V.O.F.", "100235"),
    ]
    assert [(c.end, c.value_per_year, c.notice_months, c.kvk) for c in contracts] == [
        (date(2028, 12, 31), 125_000_050, 3, "01234567"),
        (None, 4_800_000, None, "87654321"),
    ]
    assert findings.problems == findings.warnings == []


def test_an_export_of_exact_with_yes_and_no_and_a_creditor() -> None:
    contracts, findings = read(
        csv(
            "Contract nr.;Onderwerp;Crediteur;Crediteurnaam;Begindatum;Expiratiedatum;"
            "Jaarwaarde (excl. BTW);Verlengingsoptie;Social return (J/N)",
            "I-88;Catering;40012;Tafelgoed BV;15-08-2024;14-08-2026;€ 12.500,-;2x1 jaar;J",
            "I-89;Afval;40013;Rest en Stof BV;01-09-2024;onbepaald;€ 9.000,-;J;N",
            "I-90;Post;40014;Bode BV;01-09-2024;31-12-2027;€ 7.000,-;n.v.t.;N",
        )
    )

    first, second, third = contracts
    assert (first.supplier, first.supplier_code) == ("Tafelgoed BV", "40012")
    assert (first.value_per_year, first.extension_count, first.extension_months) == (
        *(1_250_000, 2, 12),
    )
    assert (first.clause_form, second.clause_form) == (ClauseForm.BEST_EFFORT, None)
    assert (second.end, second.extension_count, third.extension_count) == (None, 1, None)
    assert findings.problems == findings.warnings == []


def test_a_report_of_mercell_in_english_with_day_numbers_and_an_ended_contract() -> None:
    rows: list[tuple[Value, ...]] = [
        ("Contracts report – all contracts",),
        (),
        (
            *("Reference", "Contract title", "Supplier", "Contract start date"),
            *("Contract end date", "Total contract value", "Option to extend", "Status"),
        ),
        ("NG-1", "Security", "Wachters B.V.", 45292, 46752, 1_200_000.0, "2 x 12 months", "Active"),
        ("NG-2", "Flowers", "Bloei B.V.", 44562, 45291, 30_000.0, "none", "Expired"),
        ("NG-3", "Gifts", "Gul B.V.", 44562, None, 30_000.0, "none", "Expired"),
        ("NG-4", "Taxi", "Rijd B.V.", 45292, 46752, 10_000.0, "1 year", "Draft"),
    ]
    contracts, findings = read(xlsx(rows))

    assert [(c.number, c.start, c.end) for c in contracts] == [
        ("NG-1", date(2024, 1, 1), date(2027, 12, 31)),
        ("NG-2", date(2022, 1, 1), date(2023, 12, 31)),
    ]
    assert (contracts[0].value_total, contracts[0].extension_months) == (120_000_000, 12)
    assert [(p.row, p.code, p.outcome.value) for p in findings.problems] == [
        (6, "ended_without_end", "skipped"),
        (7, "status_no_contract", "skipped"),
    ]
    assert {warned.code for warned in findings.warnings} == {"day_numbers"}


def test_a_template_of_ispnext() -> None:
    contracts, findings = read(
        csv(
            "Contractid*;SupplierReference*;ContractName*;ContractDescription;ContractNumber1;"
            "ContractStartDate*;ContractEndDate*;ContractStatus;ContractType",
            "5001;Bakker Techniek;Onderhoud liften;Alle liften;A-1;01-02-2024;31-01-2029;Actief;X",
            "5002;Bakker Techniek;Onderhoud daken;Alle daken;A-2;01-02-2024;31-12-9999;Vervallen;X",
        )
    )

    assert [(c.number, c.title, c.description, c.supplier) for c in contracts] == [
        ("5001", "Onderhoud liften", "Alle liften", "Bakker Techniek")
    ]
    assert [(p.row, p.value) for p in findings.problems] == [(3, "Vervallen")]


def test_a_register_of_contractsoft_with_a_last_day_to_give_notice() -> None:
    contracts, findings = read(
        csv(
            "Dossiernummer\tBenaming\tContractpartij\tAanvang\tEinde looptijd\t"
            "Uiterste opzegdatum\tVerlenging\tTotale contractwaarde\tEigenaar",
            "D1\tRoostersoftware\tTijdig BV\t1-1-24\t31-12-26\t30-9-26\t1+1 jaar\t90.000\tICT",
            "D2\tBibliotheek\tBoekenkast BV\t1-7-23\t31/12/9999\t\tgeen\t12.500\tMediatheek",
        )
    )

    first, second = contracts
    assert (first.start, first.end) == (date(2024, 1, 1), date(2026, 12, 31))
    assert (first.notice_months, first.extension_count, first.extension_months) == (3, 2, 12)
    assert (second.end, second.notice_months, second.owner_unit) == (
        None,
        None,
        "",
    )  # an owner may be a person
    assert {w.code for w in findings.warnings} == {"short_years", "decimal_assumed"}
    assert findings.problems == []


def test_a_register_of_econtent_with_groups_of_columns_and_a_lost_zero() -> None:
    rows: list[tuple[Value, ...]] = [
        ("Volgnr", "Contractnaam", "Opdrachtnemer", "KVK nr", "Looptijd van", "Looptijd t/m"),
        (17, "Groenonderhoud", "Snoei & Zn.", 1234567, date(2025, 4, 1), date(2029, 3, 31)),
        (18, "Warme dranken", "Bonen BV", 87654321, date(2025, 4, 1), date(9999, 12, 31)),
    ]
    contracts, findings = read(xlsx(rows))

    assert [(c.number, c.kvk, c.end) for c in contracts] == [
        ("17", "01234567", date(2029, 3, 31)),
        ("18", "87654321", None),
    ]
    assert [warned.code for warned in findings.warnings] == ["kvk_padded"]


def test_a_list_of_unit4_whose_supplier_column_holds_numbers() -> None:
    contracts, findings = read(
        csv(
            "Contract ID,Contract name,Supplier,Name,Date from,Date to,Currency,Annual amount",
            '77,Moving,900123,Sjouw B.V.,2025-01-01,2026-12-31,EUR,"25,000.00"',
            '78,Archive,900124,Stapel B.V.,2025-01-01,2026-12-31,GBP,"5,000.00"',
        )
    )

    assert [(c.supplier, c.supplier_code, c.currency) for c in contracts] == [
        ("Sjouw B.V.", "900123", "EUR"),
        ("Stapel B.V.", "900124", "GBP"),
    ]
    assert contracts[0].value_per_year == 2_500_000
    assert findings.problems == []


def test_an_english_register_of_proactis_with_months_first() -> None:
    contracts, findings = read(
        csv(
            "Contract Reference,Contract Title,Supplier Name,Commencement Date,Expiry Date,"
            "Extension Options,Estimated Annual Value,Notice Period,Route to Market",
            'P-1,Print,Inkt Ltd,04/01/2025,03/31/2028,2 x 12 months,"€ 40,000",90 days,Open',
            'P-1,Print,Inkt Ltd,04/01/2025,03/31/2028,2 x 12 months,"€ 40,000",90 days,Open',
        )
    )

    (contract,) = contracts
    assert (contract.rows, contract.start, contract.end) == (
        *(2, date(2025, 4, 1), date(2028, 3, 31)),
    )
    assert (contract.notice_months, contract.procedure) == (3, "Open")
    assert contract.value_per_year == 4_000_000
    assert findings.problems == []


def test_a_register_kept_by_hand_with_all_that_people_write() -> None:
    contracts, findings = read(
        csv(
            "Nr.;Contract;Leverancier;Start;Eind;Bedrag p/j;Opties;Opzegtermijn (mnd);SROI %;"
            "Status",
            "1;Beveiliging;Waakzaam BV;1 jan. 2025;31 dec 2027;€ 1.250.000,50;3 x 12 maanden;3;"
            "5%;loopt",
            "2;Verhuizen;Til BV;01-01-2025;onbepaalde tijd;n.n.b.;nee;1 kwartaal;0,05;loopt",
            "3;Wasserij;Sop BV;01-01-2025;31-12-2026;p.m.;1 jaar;1 maand;nee;concept",
            "Totaal;;;;;€ 1.250.000,50;;;;",
        )
    )

    assert [(c.number, c.extension_count, c.notice_months) for c in contracts] == [
        ("1", 3, 3),
        ("2", 0, 3),
    ]
    assert [str(c.clause_percentage) for c in contracts] == ["5.00", "5.00"]
    assert [(p.row, p.code) for p in findings.problems] == [
        (4, "status_no_contract"),
        (5, "totals_row"),
    ]


def test_a_known_word_inside_a_longer_header_will_do_where_no_header_is_a_known_name() -> None:
    table = open_table(
        csv(
            "Intern contractnummer;Onderwerp van de opdracht;Naam leverancier / partner;"
            "Einddatum incl. opties;E-mail leverancier",
            "1;Groen;X BV;31-12-2027;x@example.nl",
        )
    )

    assert dict(guess(table).columns) == {
        "number": "Intern contractnummer",
        "title": "Onderwerp van de opdracht",
        "supplier": "Naam leverancier / partner",
        "end": "Einddatum incl. opties",
    }


@pytest.mark.parametrize(("order", "day"), [("dmy", date(2025, 4, 3)), ("mdy", date(2025, 3, 4))])
def test_dates_that_can_be_read_in_two_ways_stay_a_choice(order: str, day: date) -> None:
    table = open_table(
        csv("Nummer;Titel;Leverancier;Startdatum", "1;A;X BV;03-04-2025", "2;B;X BV;05-06-2025")
    )
    guessed = guess(table)

    assert guessed.date_order is None
    assert date_order_of(table, "Startdatum", guessed) == ("dmy", False)
    _, findings = parse(table, guessed)
    assert [warned.code for warned in findings.warnings] == ["date_order_assumed"]
    contracts, _ = parse(table, from_object(guessed.as_json() | {"date_order": order}))
    assert next(contracts).start == day


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2", (2, None)),
        ("2 x 12 maanden", (2, 12)),
        ("2x1 jaar", (2, 12)),
        ("3 maal 6 mnd", (3, 6)),
        ("2 opties van 1 jaar", (2, 12)),
        ("max. 2 x 1 jaar", (2, 12)),
        ("1+1", (2, 12)),
        ("1+1+1 jaar", (3, 12)),
        ("12 maanden", (1, 12)),
        ("nee", (0, None)),
    ],
)
def test_extensions_are_read_as_people_write_them(
    cell: str, expected: tuple[int, int | None]
) -> None:
    contracts, findings = read(csv("Nummer;Titel;Leverancier;Opties", f"1;A;X BV;{cell}"))

    assert findings.problems == []
    assert (contracts[0].extension_count, contracts[0].extension_months) == expected


@pytest.mark.parametrize(
    ("cell", "months"),
    [
        ("3", 3),
        ("3 maanden", 3),
        ("1 jaar", 12),
        ("90 dagen", 3),
        ("2 kwartalen", 6),
        ("6 mnd.", 6),
    ],
)
def test_a_notice_is_read_as_people_write_it(cell: str, months: int) -> None:
    contracts, _ = read(csv("Nummer;Titel;Leverancier;Opzegtermijn", f"1;A;X BV;{cell}"))

    assert contracts[0].notice_months == months


@pytest.mark.parametrize("cell", ["45 dagen", "nooit", "3 potten"])
def test_a_notice_that_is_no_number_of_months_rejects_its_row(cell: str) -> None:
    _, findings = read(csv("Nummer;Titel;Leverancier;Opzegtermijn", f"1;A;X BV;{cell}"))

    assert [problem.code for problem in findings.problems] == ["not_months"]


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("45292", date(2024, 1, 1)),
        ("45292,5", date(2024, 1, 1)),
        ("1-3-27", date(2027, 3, 1)),
        ("31-12-99", date(1999, 12, 31)),
        ("1-3-27 0:00", date(2027, 3, 1)),
        ("2958465", None),
        ("31-12-2999", None),
        ("00-00-0000", None),
        ("voor onbepaalde tijd", None),
    ],
)
def test_a_day_is_read_as_people_and_spreadsheets_write_it(cell: str, day: date | None) -> None:
    contracts, findings = read(csv("Nummer;Titel;Leverancier;Einddatum", f"1;A;X BV;{cell}"))

    assert findings.problems == []
    assert contracts[0].end == day


@pytest.mark.parametrize("cell", ["31-02-27", "12345", "3000000", "1-25-27"])
def test_a_day_that_does_not_exist_rejects_its_row(cell: str) -> None:
    _, findings = read(
        csv("Nummer;Titel;Leverancier;Einddatum", f"1;A;X BV;{cell}", "2;B;X BV;31-12-2027")
    )

    assert findings.rejected == 1
