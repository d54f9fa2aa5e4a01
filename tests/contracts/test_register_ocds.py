"""OCDS 1.1: one row for each award and supplier, whatever the package."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from banenbrug.contracts.register.contract_row import ContractRow
from banenbrug.contracts.register.findings import Findings
from banenbrug.contracts.register.guessing import guess
from banenbrug.contracts.register.reading import open_table
from banenbrug.contracts.register.rows import parse
from banenbrug.foundation.refusals import Refused

DATA = Path(__file__).parents[2].parent / "shared" / "data" / "ocds"


def release(**parts: Any) -> dict[str, Any]:
    """A release with one award to one supplier; `parts` replace its own."""
    return {
        "ocid": "ocds-fict01-7",
        "date": "2026-01-01T00:00:00Z",
        "tag": ["award"],
        "parties": [
            {
                "id": "s1",
                "name": "Helder B.V.",
                "identifier": {"scheme": "NL-KVK", "id": "01234567"},
            }
        ],
        "buyer": {"name": "Hogeschool Heuvelrug"},
        "tender": {
            "title": "Schoonmaak &amp; glas",
            "description": "Alle panden &#039;s ochtends",
            "procurementMethodDetails": "Europees openbaar",
            "items": [{"classification": {"scheme": "CPV", "id": "90910000"}}],
        },
        "awards": [
            {
                "id": "a1",
                "status": "active",
                "value": {"amount": 250000.5, "currency": "EUR"},
                "suppliers": [{"id": "s1", "name": "Helder &amp; Co B.V."}],
                "contractPeriod": {
                    "startDate": "2025-12-31T23:00:00Z",
                    "endDate": "2027-12-31T23:59:00+01:00",
                    "maxExtentDate": "2028-12-31T00:00:00+01:00",
                },
            }
        ],
        **parts,
    }


def award(**parts: Any) -> dict[str, Any]:
    return {**release()["awards"][0], **parts}


def read(data: Any) -> tuple[list[ContractRow], Findings]:
    table = open_table(json.dumps(data).encode())
    contracts, findings = parse(table, guess(table))
    return list(contracts), findings


def test_a_release_becomes_a_contract() -> None:
    (contract,), findings = read({"version": "1.1", "releases": [release()]})

    assert contract.number == "ocds-fict01-7-a1"
    assert (contract.title, contract.supplier) == ("Schoonmaak & glas", "Helder & Co B.V.")
    assert contract.description == "Alle panden 's ochtends"
    assert (contract.kvk, contract.cpv, contract.category) == ("01234567", "90910000", "cleaning")
    assert (contract.start, contract.end) == (date(2026, 1, 1), date(2027, 12, 31))
    assert (contract.extension_count, contract.extension_months) == (1, 12)
    assert (contract.value_total, contract.currency) == (25_000_050, "EUR")
    assert (contract.owner_unit, contract.procedure) == (
        *("Hogeschool Heuvelrug", "Europees openbaar"),
    )
    assert findings.problems == findings.warnings == []


@pytest.mark.parametrize(
    "packed",
    [
        release(),
        [release()],
        {"releases": [release()]},
        [{"releases": [release()]}],
        {"records": [{"ocid": "ocds-fict01-7", "compiledRelease": release()}]},
        {"records": [{"ocid": "ocds-fict01-7", "releases": [release()]}]},
    ],
)
def test_every_way_of_packing_gives_the_same(packed: Any) -> None:
    assert read(packed) == read({"releases": [release()]})


def test_a_contract_of_the_award_says_more_than_the_award() -> None:
    (contract,), _ = read(
        release(
            contracts=[
                {
                    "id": "c1",
                    "awardID": "a1",
                    "status": "active",
                    "period": {"startDate": "2026-02-01", "durationInDays": 365},
                    "value": {"amount": 200000, "currency": "GBP"},
                },
                {"id": "c2", "awardID": "another", "value": {"amount": 1, "currency": "EUR"}},
            ]
        )
    )

    assert (contract.start, contract.end) == (date(2026, 2, 1), date(2027, 1, 31))
    assert (contract.value_total, contract.currency) == (20_000_000, "GBP")


def test_a_later_release_of_the_process_counts_over_an_earlier_one() -> None:
    later = release(date="2026-06-01T00:00:00Z", tender={"title": "Schoonmaak 2026"}, awards=[])

    (contract,), _ = read({"releases": [later, release()]})

    assert (contract.title, contract.value_total) == ("Schoonmaak 2026", 25_000_050)


def test_a_framework_gives_a_row_for_each_supplier_without_the_amount_of_all() -> None:
    suppliers = [{"id": "x1", "name": "Een BV"}, {"id": "x2", "name": "Twee BV"}]
    contracts, findings = read(release(awards=[award(suppliers=suppliers)]))

    assert [(c.number, c.supplier, c.value_total) for c in contracts] == [
        ("ocds-fict01-7-a1", "Een BV", None),
        ("ocds-fict01-7-a1", "Twee BV", None),
    ]
    assert [warned.code for warned in findings.warnings] == ["amount_of_several"]


def test_the_own_part_of_a_supplier_is_its_amount() -> None:
    parties = [
        {"id": "x1", "name": "Een BV", "x_awardValue": {"amount": 10, "currency": "GBP"}},
        {"id": "x2", "name": "Twee BV", "x_awardValue": {"amount": 20, "currency": "GBP"}},
    ]
    suppliers = [{"id": "x1"}, {"id": "x2"}]
    contracts, findings = read(release(parties=parties, awards=[award(suppliers=suppliers)]))

    assert [(c.supplier, c.value_total, c.currency) for c in contracts] == [
        ("Een BV", 1000, "GBP"),
        ("Twee BV", 2000, "GBP"),
    ]
    assert findings.warnings == []


def test_awards_of_lots_are_contracts_of_their_own_with_the_lot_in_the_title() -> None:
    contracts, _ = read(
        release(
            tender={"title": "Groen", "lots": [{"id": "1", "title": "Noord"}, {"id": "2"}]},
            awards=[award(id="a1", relatedLots=["1"]), award(id="a2", relatedLots=["2"])],
        )
    )

    assert [(c.number, c.title) for c in contracts] == [
        ("ocds-fict01-7-a1", "Groen – Noord"),
        ("ocds-fict01-7-a2", "Groen"),
    ]


def test_a_long_number_is_shortened_and_stays_its_own() -> None:
    ocid = "ocds-b5fd17raw-099688de-2418-4cae-beed-a02ebf00fe53"
    awards = [award(id="0bbd9371-896a-4399-bbf9-e5887fd39476"), award(id="1")]

    first, again = read(release(ocid=ocid, awards=awards)), read(release(ocid=ocid, awards=awards))

    numbers = [contract.number for contract in first[0]]
    assert len(set(numbers)) == 2
    assert all(len(number) <= 60 and number.startswith(ocid[:50]) for number in numbers)
    assert first == again


@pytest.mark.parametrize("status", ["cancelled", "unsuccessful", "pending"])
def test_an_award_that_is_no_contract_is_skipped(status: str) -> None:
    contracts, findings = read(release(awards=[award(status=status)]))

    assert contracts == []
    assert [(p.code, p.outcome.value) for p in findings.problems] == [
        ("status_no_contract", "skipped")
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b'{"releases": [', "json_broken"),
        (b"[" * 200_000, "json_broken"),
        (b'{"name": "Groen"}', "json_not_ocds"),
        (b"[1, 2]", "json_not_ocds"),
        (b'{"releases": []}', "json_not_ocds"),
        (json.dumps(release(awards=[])).encode(), "no_awards"),
        (json.dumps(release(awards="none", tender=[], parties=None)).encode(), "no_awards"),
    ],
)
def test_json_without_awards_is_refused_with_its_reason(content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        open_table(content)

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("period", "end"),
    [
        ({"startDate": "2026-01-01", "endDate": "9999-12-31T23:00:00Z"}, None),
        ({"startDate": "2026-01-01", "endDate": "9999-12-30T23:00:00Z"}, None),
        ({"startDate": "9999-12-30", "durationInDays": 300}, None),
        ({"startDate": "2024-02-28T23:00:00Z", "durationInDays": 1}, date(2024, 2, 29)),
    ],
)
def test_a_period_without_end_may_stand_at_the_end_of_the_calendar(
    period: dict[str, Any], end: date | None
) -> None:
    (contract,), findings = read(release(awards=[award(contractPeriod=period)]))

    assert contract.end == end
    assert findings.problems == []


def test_an_amount_beyond_any_money_rejects_its_row_and_no_more() -> None:
    many = [award(), award(id="a2", value={"amount": 10**400, "currency": "EUR"})]
    found, findings = read(release(awards=many))

    assert [contract.number for contract in found] == ["ocds-fict01-7-a1"]
    assert [problem.code for problem in findings.problems] == ["number_too_large"]


def test_signs_that_json_can_write_and_no_database_keeps_are_left_out() -> None:
    suppliers = [{"id": "s1", "name": "Hel\0der \ud800"}]
    (contract,), _ = read(release(awards=[award(id="\udfff" * 80, suppliers=suppliers)]))

    assert contract.supplier == "Helder ?"
    contract.number.encode()


@pytest.mark.real_data
def test_real_awards_give_a_row_for_each_supplier_and_no_problem() -> None:
    files = sorted((DATA / "contracts-finder-uk").glob("*.json"))
    if not files:
        pytest.skip(f"SKIPPED LOUDLY: {DATA} is absent, real awards cannot be read.")
    for file in files:
        (one,) = json.loads(file.read_text())["releases"]
        suppliers = [s for award in one["awards"] for s in award["suppliers"]]
        table = open_table(file.read_bytes())
        contracts, findings = parse(table, guess(table))
        found = list(contracts)
        assert len(found) == findings.rows == len(suppliers)
        assert {c.currency for c in found} == {"GBP"}
        assert not any("&#" in c.title + c.supplier or "&amp;" in c.supplier for c in found)


@pytest.mark.real_data
def test_the_fictional_example_of_the_standard_is_read_as_json_and_flattened() -> None:
    folder = DATA / "ocp-fictional"
    if not folder.exists():
        pytest.skip(f"SKIPPED LOUDLY: {folder} is absent, the standard's example cannot be read.")
    for name in ("ocds-213czf-000-00001.json", "contract-flattened.xlsx"):
        table = open_table((folder / name).read_bytes())
        (contract,) = parse(table, guess(table))[0]
        assert (contract.supplier, contract.value_total) == (
            *("AnyCorp Cycle Provision", 1_100_000_000),
        )
        assert (contract.start, contract.end) == (date(2010, 7, 1), date(2011, 6, 30))
