"""From rows of a register to contracts, and what is said of rows that give none."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banenbrug.contracts.register.cells import reader_for
from banenbrug.contracts.register.contract_row import ContractRow
from banenbrug.contracts.register.findings import Findings
from banenbrug.contracts.register.guessing import guess
from banenbrug.contracts.register.mapping import Mapping, from_object
from banenbrug.contracts.register.reading import open_table
from banenbrug.contracts.register.rows import parse
from banenbrug.contracts.rules import ClauseForm
from banenbrug.foundation.money import parse_cents
from banenbrug.foundation.refusals import Refused


def parsed(text: str, **settings: Any) -> tuple[list[ContractRow], Findings]:
    """The contracts and findings of a file, with a guessed mapping and these settings."""
    table = open_table(text.encode("cp1252"))
    mapping: Mapping = from_object(guess(table).as_json() | settings)
    contracts, findings = parse(table, mapping)
    found = list(contracts)
    assert sum(c.rows for c in found) + findings.rejected + findings.skipped == findings.rows
    return found, findings


def problems(findings: Findings) -> list[tuple[int, str, str, str]]:
    return [(p.row, p.column, p.code, p.value) for p in findings.problems]


HEAD = "Contractnummer;Titel;Leverancier"


def test_a_full_dutch_row_becomes_a_contract() -> None:
    contracts, findings = parsed(
        f"{HEAD};KVK;CPV;Startdatum;Einddatum;Jaarbedrag;Totale waarde;Verlengingsopties;"
        "Opzegtermijn;Social return;Omschrijving;Afdeling\n"
        "C-1;Schoonmaak  gebouwen;Café Zuid B.V.;12345678;90910000-9;1 maart 2025;31-12-2028;"
        "1.250.000,50;€ 5.000.000;2 x 12 maanden;3 mnd;5%;Alle panden;Facilitair\n"
    )

    assert contracts == [
        ContractRow(
            row=2,
            rows=1,
            number="C-1",
            title="Schoonmaak gebouwen",
            supplier="Café Zuid B.V.",
            supplier_key="cafe zuid",
            supplier_sort_key="cafe zuid b.v.",
            kvk="12345678",
            category="cleaning",
            cpv="90910000-9",
            description="Alle panden",
            start=date(2025, 3, 1),
            end=date(2028, 12, 31),
            value_per_year=125_000_050,
            value_total=500_000_000,
            extension_count=2,
            extension_months=12,
            notice_months=3,
            owner_unit="Facilitair",
            clause_form=ClauseForm.SHARE_OF_SUM,
            clause_percentage=Decimal("5.00"),
        )
    ]
    assert (findings.rows, findings.problems, findings.warnings) == (1, [], [])


def test_an_english_file_is_read_as_english() -> None:
    contracts, _ = parsed(
        "Contract number,Title,Supplier,Start date,Annual value\n"
        'C-1,Catering,Acme Ltd,03/25/2026,"1,250,000.50"\n',
        currency="GBP",
    )

    assert contracts[0].start == date(2026, 3, 25)
    assert (contracts[0].value_per_year, contracts[0].currency) == (125_000_050, "GBP")


def test_each_unreadable_cell_rejects_its_row_and_is_named() -> None:
    contracts, findings = parsed(
        f"{HEAD};Einddatum;Jaarbedrag;KVK;Opzegtermijn\n"
        "C-1;A;X BV;31-02-2027;ca. 45k;12345678;3\n"
        "C-2;B;X BV;31-12-2027;45.000,00;123;nooit\n"
        "C-3;C;X BV;31-12-2027;45.000,00;12345678;3\n"
    )

    assert [c.number for c in contracts] == ["C-3"]
    assert findings.rejected == 2
    assert problems(findings) == [
        (2, "Einddatum", "no_such_date", "31-02-2027"),
        (2, "Jaarbedrag", "not_a_number", "ca. 45k"),
        (3, "KVK", "not_a_kvk_number", "123"),
        (3, "Opzegtermijn", "not_months", "nooit"),
    ]
    assert findings.problems[0].suggestion == "28-02-2027"


def test_an_unreadable_cell_is_left_empty_where_the_mapping_says_so() -> None:
    contracts, findings = parsed(
        f"{HEAD};Einddatum\nC-1;A;X BV;later\nC-2;B;X BV;ooit\n", leave_empty=["end"]
    )

    assert [c.end for c in contracts] == [None, None]
    assert [(w.code, w.row, w.rows) for w in findings.warnings] == [("left_empty", 2, 2)]
    assert "rows: 2, the first is row 2" in findings.warnings[0].in_english()


def test_what_had_to_be_assumed_of_dates_and_amounts_is_said_where_it_matters() -> None:
    head = f"{HEAD};Startdatum;Jaarbedrag"

    _, vague = parsed(f"{head}\nC-1;A;X BV;03-04-2027;1.250\n")
    _, clear = parsed(f"{head}\nC-1;A;X BV;2027-04-03;1250\n")

    assert [w.code for w in vague.warnings] == ["date_order_assumed", "decimal_assumed"]
    assert clear.warnings == []


def test_number_title_and_supplier_always_reject() -> None:
    _, findings = parsed(f"{HEAD}\n;A;X BV\nC-2;n.v.t.;X BV\nC-3;C;...\n")

    assert problems(findings) == [
        (2, "Contractnummer", "missing", ""),
        (3, "Titel", "missing", ""),
        (4, "Leverancier", "missing", ""),
    ]


def test_placeholders_count_as_empty_and_no_end_is_no_end() -> None:
    contracts, findings = parsed(
        f"{HEAD};KVK;BTW-nummer;Startdatum;Einddatum\nC-1;A;X BV;onbekend;NA;-;onbepaalde tijd\n"
    )

    assert contracts[0][8:10] == ("", "")
    assert (contracts[0].start, contracts[0].end) == (None, None)
    assert findings.problems == []


def test_a_kvk_number_of_seven_digits_gets_its_zero_back_with_a_warning() -> None:
    contracts, findings = parsed(f"{HEAD};KVK\nC-1;A;X BV;1234567\n")

    assert contracts[0].kvk == "01234567"
    assert [(w.code, w.row, w.rows) for w in findings.warnings] == [("kvk_padded", 2, 1)]


def test_a_foreign_vat_number_is_kept_without_its_spaces() -> None:
    contracts, _ = parsed(f"{HEAD};VAT number\nC-1;A;X BV;gb 812 311.285\n")

    assert contracts[0].vat == "GB812311285"


def test_a_bsn_in_free_text_rejects_the_row_and_is_never_repeated() -> None:
    contracts, findings = parsed(f"{HEAD}\nC-1;Inhuur van 123456782;X BV\n")

    assert contracts == []
    assert problems(findings) == [(2, "Titel", "personal_data", "")]
    assert "123456782" not in repr(findings)


def test_a_personal_column_is_left_out_and_named() -> None:
    contracts, findings = parsed(f"{HEAD};BSN contactpersoon\nC-1;A;X BV;123456782\n")

    assert len(contracts) == 1
    assert "123456782" not in repr((contracts, findings))
    assert [w.in_english() for w in findings.warnings] == [
        "The column “BSN contactpersoon” looks like personal data. Banenbrug never keeps that."
    ]


def test_an_amount_in_another_currency_is_not_taken_for_euros() -> None:
    _, findings = parsed(f"{HEAD};Jaarbedrag\nC-1;A;X BV;£ 100,00\nC-2;B;X BV;-5,00\n")

    assert [p.code for p in findings.problems] == ["currency_differs", "amount_negative"]


def test_a_column_can_say_the_currency_of_each_row() -> None:
    contracts, _ = parsed(f"{HEAD};Jaarbedrag;Valuta\nC-1;A;X BV;£ 100,00;GBP\nC-2;B;X BV;5,00;\n")

    assert [(c.value_per_year, c.currency) for c in contracts] == [(10000, "GBP"), (500, "EUR")]


def test_a_contract_that_ends_before_it_starts_is_rejected() -> None:
    _, findings = parsed(f"{HEAD};Startdatum;Einddatum\nC-1;A;X BV;31-12-2027;01-01-2027\n")

    assert problems(findings) == [(2, "Einddatum", "ends_before_start", "2027-01-01")]


@pytest.mark.parametrize("word", ["Totaal", "Eindtotaal:", "Subtotaal 2026", "Grand total"])
def test_a_totals_row_is_skipped_and_named(word: str) -> None:
    contracts, findings = parsed(f"{HEAD};Jaarbedrag\nC-1;A;X BV;1,50\n{word};;;1,50\n")

    assert len(contracts) == 1
    assert findings.skipped == 1
    assert problems(findings) == [(3, "", "totals_row", word)]


def test_a_totals_row_is_rejected_where_the_mapping_keeps_totals() -> None:
    _, findings = parsed(f"{HEAD}\nTotaal;;\nC-1;A;X BV\n", totals="keep")

    assert (findings.skipped, findings.rejected) == (0, 1)


def test_a_contract_that_begins_with_total_is_a_contract() -> None:
    contracts, _ = parsed("Titel;Contractnummer;Leverancier\nTotaal;C-1;Totaal Bouw BV\n")

    assert [c.title for c in contracts] == ["Totaal"]


def test_a_row_with_more_cells_than_columns_is_rejected_without_reading_it() -> None:
    _, findings = parsed(f"{HEAD}\nC-1;A;B;X BV\n" + "C-2;A;X BV\n" * 3)

    assert problems(findings)[0] == (2, "", "too_many_cells", "")


def test_several_rows_of_one_number_supplier_and_title_are_one_contract() -> None:
    contracts, findings = parsed(
        f"{HEAD};Jaarbedrag;Afdeling\n"
        "C-1;Schoonmaak;Helder B.V.;10,00;\n"
        "C-2;Groen;Helder B.V.;1,00;\n"
        "C-1;schoonmaak;HELDER BV;20,00;Zuid\n"
    )

    by_number = {c.number: c for c in contracts}
    assert len(contracts) == 2
    assert (by_number["C-1"].row, by_number["C-1"].rows) == (2, 2)
    assert (by_number["C-1"].value_per_year, by_number["C-1"].owner_unit) == (2000, "Zuid")
    assert [(w.code, w.column, w.row) for w in findings.warnings] == [
        ("values_differ", "Jaarbedrag", 4)
    ]


def test_one_number_with_two_titles_of_one_supplier_is_rejected() -> None:
    contracts, findings = parsed(f"{HEAD}\nC-1;Schoonmaak;Helder BV\nC-1;Glas;Helder BV\n")

    assert [c.title for c in contracts] == ["Schoonmaak"]
    assert problems(findings) == [(3, "Contractnummer", "number_twice", "C-1")]
    assert "row 2" in findings.problems[0].refusal.in_english()


def test_one_number_with_two_suppliers_is_a_framework_with_two_contracts() -> None:
    contracts, findings = parsed(f"{HEAD}\nC-1;Inhuur;Een BV\nC-1;Inhuur;Twee BV\n")

    assert [c.supplier for c in contracts] == ["Een BV", "Twee BV"]
    assert findings.problems == []


@pytest.mark.parametrize(
    ("cell", "form", "percentage", "text"),
    [
        ("nee", None, None, ""),
        ("Ja", ClauseForm.BEST_EFFORT, None, ""),
        ("5%", ClauseForm.SHARE_OF_SUM, Decimal("5.00"), ""),
        ("2,5", ClauseForm.SHARE_OF_SUM, Decimal("2.50"), ""),
        ("5% van de loonsom", ClauseForm.SHARE_OF_WAGES, Decimal("5.00"), "5% van de loonsom"),
        ("PSO trede 2", ClauseForm.PSO, None, "PSO trede 2"),
        ("In overleg", ClauseForm.BEST_EFFORT, None, "In overleg"),
    ],
)
def test_a_clause_is_yes_no_a_share_or_words(
    cell: str, form: ClauseForm | None, percentage: Decimal | None, text: str
) -> None:
    contracts, _ = parsed(f"{HEAD};Social return\nC-1;A;X BV;{cell}\n")

    clause = contracts[0].clause_form, contracts[0].clause_percentage, contracts[0].clause_text
    assert clause == (form, percentage, text)


def test_a_file_that_breaks_half_way_is_refused_while_it_is_read() -> None:
    filling = "".join(f"C-{n};Titel;X BV\n" for n in range(2000))

    with pytest.raises(Refused) as refused:
        parsed(f'{HEAD}\n{filling}C-x;"open;X BV\nC-y;Titel;X BV\n')

    assert refused.value.code == "quote_not_closed"


@given(
    cents=st.integers(min_value=0, max_value=10**14),
    notation=st.sampled_from(["{:,.2f}", "{:.2f}"]),
    is_dutch=st.booleans(),
)
def test_an_amount_with_two_decimals_is_read_as_everywhere_else(
    cents: int, notation: str, is_dutch: bool
) -> None:
    text = notation.format(Decimal(cents).scaleb(-2))
    if is_dutch:
        text = text.translate(str.maketrans(",.", ".,"))
    read = reader_for("amount", decimal=",", order="dmy", currency="EUR", credits=True)

    assert read(text) == parse_cents(text, ",") == cents
