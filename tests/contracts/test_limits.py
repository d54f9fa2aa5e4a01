"""A file of any size ends in an answer that a page and the database can hold."""

from collections import deque

import pytest

from banenbrug.contracts.register.findings import MAX_PROBLEMS
from banenbrug.contracts.register.guessing import guess
from banenbrug.contracts.register.reading import open_table
from banenbrug.contracts.register.rows import parse
from banenbrug.contracts.register.table import MAX_ROWS
from banenbrug.foundation.refusals import Refused

HEAD = b"Contractnummer;Titel;Leverancier\n"


def test_a_file_may_have_so_many_rows_and_no_more() -> None:
    most = HEAD + b"1;a;b\n" * MAX_ROWS
    assert sum(1 for _ in open_table(most).rows()) == MAX_ROWS
    with pytest.raises(Refused) as refused:
        deque(open_table(most + b"1;a;b\n").rows(), maxlen=0)
    assert refused.value.code == "too_many_rows"
    assert "500000" in refused.value.refusal.in_english()


def test_problems_are_named_up_to_a_limit_and_all_rows_are_counted() -> None:
    table = open_table(HEAD + b"1;;\n" * (MAX_PROBLEMS // 2 + 2))
    contracts, findings = parse(table, guess(table))
    assert list(contracts) == []
    assert findings.rows == findings.rejected == MAX_PROBLEMS // 2 + 2
    assert len(findings.problems) == MAX_PROBLEMS
    [warned] = findings.warnings
    assert warned.code == "more_problems"
    assert "There are 4 more." in warned.in_english()


def test_a_few_problems_need_no_warning() -> None:
    table = open_table(HEAD + b"1;;\n")
    contracts, findings = parse(table, guess(table))
    assert list(contracts) == []
    assert findings.warnings == []
