"""A register and a file with its amounts, read in as one."""

import pytest

from banenbrug.contracts.register.contract_row import ContractRow
from banenbrug.contracts.register.findings import Findings
from banenbrug.contracts.register.guessing import guess
from banenbrug.contracts.register.reading import belonging, open_tables
from banenbrug.contracts.register.rows import parse
from banenbrug.foundation.refusals import Refused
from tests.contracts.sheets import xlsx

CONTRACTS = (
    "contracts.csv",
    b"Contractid*;SupplierReference*;ContractName*;ContractStartDate*;ContractEndDate*\n"
    b"1001;Helder BV;Schoonmaak;01-01-2024;31-12-2027\n"
    b"1002;Groen BV;Groen;01-01-2025;\n"
    b"1003;Tafel BV;Catering;01-02-2025;31-01-2029\n",
)
HEAD = b"ContractId*;ContractAmount*;ContractAmountYear;ContractCurrency*;ContractAmountType*\n"


def amounts(*rows: str) -> tuple[str, bytes]:
    return "amounts.csv", HEAD + "\n".join(rows).encode()


def read(*files: tuple[str, bytes]) -> tuple[dict[str, ContractRow], Findings]:
    table = open_tables(files)
    contracts, findings = parse(table, guess(table))
    found = {contract.number: contract for contract in contracts}
    total = sum(contract.rows for contract in found.values())
    assert total + findings.rejected + findings.skipped == findings.rows
    return found, findings


@pytest.mark.parametrize("is_turned", [False, True])
def test_amounts_are_joined_in_any_order_of_files(is_turned: bool) -> None:
    files = [CONTRACTS, amounts("1001;110000;2025;EUR;recurring", "1002;25000;;EUR;one-time")]
    found, findings = read(*(reversed(files) if is_turned else files))

    assert (found["1001"].value_per_year, found["1001"].value_total) == (11_000_000, None)
    assert (found["1002"].value_per_year, found["1002"].value_total) == (None, 2_500_000)
    assert (found["1003"].value_per_year, found["1003"].value_total) == (None, None)
    assert (findings.rows, findings.problems) == (5, [])
    assert [found[number].rows for number in ("1001", "1002", "1003")] == [2, 2, 1]


def test_the_order_of_files_does_not_change_what_is_kept_of_them() -> None:
    other = amounts("1001;1;2025;EUR;recurring")

    assert open_tables([CONTRACTS, other]).digest == open_tables([other, CONTRACTS]).digest


def test_of_yearly_amounts_the_last_year_counts_and_single_ones_are_added_up() -> None:
    found, _ = read(
        CONTRACTS,
        amounts(
            "1001;110.000;2026;EUR;recurring",
            "1001;100.000;2024;EUR;recurring",
            "1001;5.000;2026;EUR;recurring",
            "1002;1.000;2024;EUR;one-time",
            "1002;2.000,50;2025;EUR;one-time",
        ),
    )

    assert found["1001"].value_per_year == 11_500_000
    assert found["1002"].value_total == 300_050


def test_a_single_amount_beside_yearly_ones_is_left_out_and_counted() -> None:
    found, findings = read(
        CONTRACTS, amounts("1001;100;2026;EUR;recurring", "1001;5;2026;EUR;one-time")
    )

    assert (found["1001"].value_per_year, found["1001"].value_total) == (10_000, None)
    assert [warned.code for warned in findings.warnings] == ["once_beside_yearly"]


def test_an_amount_of_no_contract_is_a_problem_with_its_own_row() -> None:
    found, findings = read(
        CONTRACTS, amounts("1001;1;2025;EUR;recurring", "9999;2;2025;EUR;recurring")
    )

    assert len(found) == 3
    assert [(p.row, p.column, p.code, p.value) for p in findings.problems] == [
        (3, "ContractId* (amounts.csv)", "amount_without_contract", "9999")
    ]
    assert (findings.rows, findings.rejected) == (5, 1)


def test_an_amount_that_cannot_be_read_rejects_its_contract_with_all_its_rows() -> None:
    found, findings = read(
        CONTRACTS, amounts("1001;veel;2025;EUR;recurring", "1002;1;2025;EUR;recurring")
    )

    assert set(found) == {"1002", "1003"}
    assert (findings.rows, findings.rejected) == (5, 2)
    assert [(p.row, p.code, p.value) for p in findings.problems] == [(2, "not_a_number", "veel")]


def test_amounts_in_two_currencies_are_not_added() -> None:
    _, findings = read(CONTRACTS, amounts("1001;1;;EUR;one-time", "1001;1;;GBP;one-time"))

    assert [(p.code, p.value) for p in findings.problems] == [("not_a_currency", "EUR, GBP")]


def test_a_spreadsheet_and_a_csv_file_are_joined_too() -> None:
    sheet = xlsx([("Contract", "Jaar", "Bedrag"), (1001.0, 2026.0, 45000.5)])
    found, _ = read(CONTRACTS, ("bedragen.xlsx", sheet))

    assert found["1001"].value_per_year == 4_500_050


@pytest.mark.parametrize(
    "files",
    [
        [CONTRACTS, CONTRACTS],
        [amounts("1001;1;2025;EUR;recurring"), amounts("1002;1;2025;EUR;recurring")],
        [CONTRACTS, amounts("77;1;2025;EUR;recurring")],
        [CONTRACTS, ("spend.csv", b"Crediteur;Factuurdatum;Bedrag\nX BV;01-01-2026;1\n")],
    ],
)
def test_files_that_do_not_belong_together_are_refused_by_name(
    files: list[tuple[str, bytes]],
) -> None:
    with pytest.raises(Refused) as refused:
        open_tables(files)

    assert refused.value.code == "files_do_not_join"
    assert files[-1][0] in str(refused.value)


def test_of_several_files_the_amounts_go_to_the_register_with_their_numbers() -> None:
    other = ("other.csv", b"Contractid*;ContractName*;SupplierReference*\n77;Post;Bode BV\n")
    own, foreign = amounts("1001;1;2025;EUR;recurring"), amounts("77;1;2025;EUR;recurring")

    groups = belonging([own, other, CONTRACTS, foreign])

    assert groups == [[other, foreign], [CONTRACTS, own]]
