"""Opening a CSV file: what it holds, and what is refused with which reason."""

import csv
import io

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from banenbrug.contracts.register.reading import open_table
from banenbrug.contracts.register.table import MAX_BYTES, MAX_COLUMNS
from banenbrug.foundation.refusals import Refused

DUTCH = (
    "Contractenregister Hogeschool Waterland;;\r\n"
    "\r\n"
    "Contractnummer;Leverancier;Waarde per jaar\r\n"
    "C-1;Café Zuid B.V.;1.250.000,50\r\n"
    ";;\r\n"
    'C-2;"Groen; Wit & Zn.";€ 12.000\r\n'
).encode("cp1252")


def test_a_dutch_file_in_cp1252_has_its_title_and_blank_rows_passed_over() -> None:
    table = open_table(DUTCH)

    assert table.headers == ("Contractnummer", "Leverancier", "Waarde per jaar")
    assert (table.encoding, table.delimiter, table.header_row) == ("cp1252", ";", 3)
    assert list(table.rows()) == [
        (4, ["C-1", "Café Zuid B.V.", "1.250.000,50"]),
        (6, ["C-2", "Groen; Wit & Zn.", "€ 12.000"]),
    ]


def test_rows_can_be_read_more_than_once() -> None:
    table = open_table(DUTCH)

    assert list(table.rows()) == list(table.rows())


def test_a_line_break_between_quotation_marks_stays_in_its_cell() -> None:
    table = open_table(b'number,text\nC-1,"one\ntwo"\nC-2,three\n')

    assert list(table.rows()) == [(2, ["C-1", "one\ntwo"]), (3, ["C-2", "three"])]


def test_a_byte_order_mark_is_no_part_of_the_first_header() -> None:
    assert open_table(b"\xef\xbb\xbfa,b\n1,2\n").headers == ("a", "b")


def test_unicode_text_of_excel_is_read() -> None:
    table = open_table("naam\tplaats\nBüro\tDelft\n".encode("utf-16"))

    assert list(table.rows()) == [(2, ["Büro", "Delft"])]


def test_the_delimiter_that_a_first_line_names_is_taken() -> None:
    table = open_table(b"sep=,\nname,amounts\nX,1;2;3;4\n")

    assert table.headers == ("name", "amounts")


def test_decimal_commas_do_not_divide_columns() -> None:
    table = open_table(b"naam;bedrag\n" + b"X;1,50\n" * 30)

    assert table.delimiter == ";"


def test_equal_and_blank_headers_each_get_a_name_of_their_own() -> None:
    assert open_table(b"naam,naam,\n1,2,3\n").headers == ("naam", "naam (2)", "column 3")


def test_short_rows_are_filled_up_and_blank_cells_beyond_the_headers_are_cut() -> None:
    table = open_table(b"a,b,c\n1,2\n1,2,3,,\n1,2,3\n")

    assert [cells for _, cells in table.rows()] == [
        ["1", "2", ""],
        ["1", "2", "3"],
        ["1", "2", "3"],
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b" \r\n\r\n", "file_empty"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"%PDF-1.7", "document"),
        (b"a;b\n\x00\x01\x02;3\n", "binary"),
        (b"a;b\n\x81\x8d;3\n", "binary"),
        (b"just a line of text\nand another\n", "not_a_table"),
        (b'{"number": "C-1", "title": "x"}\n', "json_not_ocds"),
        (b"number;title\n", "no_rows"),
        (b"number;title\n;\n;\n", "no_rows"),
        (b"a,b\n" + b",".join([b"x"] * 5000) + b"\n", "too_many_columns"),
        (b"x;" * MAX_COLUMNS + b"x\n" + b"1;" * MAX_COLUMNS + b"1\n", "too_many_columns"),
        (b'a,b\n1,"open\n2,never closed\n', "quote_not_closed"),
    ],
)
def test_a_wrong_file_is_refused_with_its_reason(content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        open_table(content)

    assert refused.value.code == code


def test_a_file_that_is_too_large_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        open_table(b"a;b\n" * (MAX_BYTES // 4 + 1))

    assert refused.value.code == "file_too_large"


@pytest.mark.parametrize("header", ["BSN contactpersoon", "Burgerservicenummer", "Geboortedatum"])
def test_a_column_is_personal_by_its_header(header: str) -> None:
    table = open_table(f"nummer;{header}\nC-1;iets\n".encode())

    assert table.personal == (header,)
    assert list(table.rows()) == [(2, ["C-1", ""])]
    assert table.column(header) == []


def test_a_column_is_personal_by_its_content_unless_it_names_a_company_number() -> None:
    rows = "\n".join(f"{bsn};{bsn}" for bsn in ("111222333", "123456782", "999990019"))
    table = open_table(f"contact;RSIN\n{rows}\n".encode())

    assert table.personal == ("contact",)
    assert table.column("RSIN") == ["111222333", "123456782", "999990019"]


def test_nine_digits_that_fail_the_test_are_no_personal_data() -> None:
    rows = "\n".join(f"{number};x" for number in range(100000000, 100000040))

    assert open_table(f"order;naam\n{rows}\n".encode()).personal == ()


CELLS = st.text(st.characters(codec="cp1252", categories=("L", "N", "P", "Zs")), max_size=12)


@given(
    rows=st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=20),
    delimiter=st.sampled_from(";,\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
)
def test_what_is_written_is_read_back(
    rows: list[tuple[str, str, str]], delimiter: str, encoding: str
) -> None:
    keyed = [(f"C{n}", *row) for n, row in enumerate(rows)]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([("nummer", "een", "twee", "drie"), *keyed])

    table = open_table(text.getvalue().encode(encoding))

    assume(not table.personal)
    is_utf8_by_chance = encoding == "cp1252" and table.encoding != "cp1252"
    assume(not is_utf8_by_chance or text.getvalue().isascii())
    assert table.delimiter == delimiter
    assert [tuple(cells) for _, cells in table.rows()] == keyed
