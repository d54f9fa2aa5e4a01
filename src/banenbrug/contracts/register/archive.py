"""Looking into a zipped spreadsheet before anything else opens it.

Nothing in the zip's directory is believed: every part is unpacked once, counted, and let go. On
the way the sheets are searched for what a reader of values does not show: formulas, and errors.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from banenbrug.contracts.register.sheet_marks import Marks, read_marks
from banenbrug.foundation.refusals import N_, Refusal, Refused

MAX_UNPACKED = 1 << 30
"""Bytes that a spreadsheet may have once unpacked: 500,000 rows of thirty columns."""

MAX_RATIO = 200
"""How many times smaller packing may make it: sheets reach 40, a bomb 1,000."""

SMALL = 16 << 20
"""Bytes that may be packed as tightly as they like."""

MAX_PARTS = 5_000
_BLOCK = 1 << 20
_ENCRYPTED = 0x1
_DOCUMENTS = ("word/", "ppt/")
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)

BROKEN = Refusal(
    "spreadsheet_broken",
    N_(
        "This spreadsheet is damaged or not complete. Make the export again, or open the file in "
        "a spreadsheet program and save it as xlsx. Nothing was read."
    ),
)
UNPACKS_TOO_LARGE = Refusal(
    "unpacks_too_large",
    N_(
        "This file becomes far larger when it is unpacked. That is not a usual spreadsheet. "
        "Copy the rows that matter into a new file. Nothing was read."
    ),
)
PASSWORD = Refusal(
    "password",
    N_(
        "This file has a password. Save it without a password and choose that file. "
        "Nothing was read."
    ),
)
NO_SPREADSHEET = Refusal(
    "zip_without_sheet",
    N_(
        "This is a zip file without a spreadsheet of its own. Unpack it and choose the file in "
        "it that ends in xlsx, ods or csv. Nothing was read."
    ),
)
OFFICE_DOCUMENT = Refusal(
    "document",
    N_(
        "This is a document, not a table. Choose a file that ends in xlsx, ods or csv. "
        "Nothing was read."
    ),
)
UNSAFE_XML = Refusal(
    "unsafe_xml",
    N_(
        "This spreadsheet holds definitions that no spreadsheet program writes. Copy the rows "
        "into a new file. Nothing was read."
    ),
)


@dataclass(frozen=True, slots=True)
class Inside:
    """What a zipped spreadsheet is, and the marks of its sheets by the name of their part."""

    kind: str
    has_macros: bool
    marks: dict[str, Marks] = field(default_factory=dict)


def look_inside(content: bytes) -> Inside:
    """Unpack everything once.

    Raises `Refused`: spreadsheet_broken, unpacks_too_large, password, zip_without_sheet,
    document, unsafe_xml.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _looked(archive, len(content))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise Refused(BROKEN) from error


def _looked(archive: zipfile.ZipFile, packed: int) -> Inside:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise Refused(PASSWORD)
    if len(parts) > MAX_PARTS or _is_bomb(sum(part.file_size for part in parts), packed):
        raise Refused(UNPACKS_TOO_LARGE)
    kind = _kind(archive, names)
    marks: dict[str, Marks] = {}
    unpacked = 0
    for part in parts:
        blocks = _Counted(archive, part, unpacked, packed)
        if _is_sheet(part.filename):
            marks[part.filename] = read_marks(iter(blocks), is_ods=kind == "ods")
        else:
            for _ in blocks:
                pass
        unpacked = blocks.unpacked
    if kind == "ods" and "META-INF/manifest.xml" in names:
        _refuse_encrypted(archive.read("META-INF/manifest.xml"))
    return Inside(kind, any(name.endswith("vbaProject.bin") for name in names), marks)


class _Counted:
    """The blocks of one part, counted together with those of the parts before it."""

    def __init__(
        self, archive: zipfile.ZipFile, part: zipfile.ZipInfo, unpacked: int, packed: int
    ) -> None:
        self._archive, self._part, self._packed = archive, part, packed
        self.unpacked = unpacked

    def __iter__(self) -> Iterator[bytes]:
        is_first = self._part.filename.endswith((".xml", ".rels"))
        with self._archive.open(self._part) as stream:
            while block := stream.read(_BLOCK):
                self.unpacked += len(block)
                if _is_bomb(self.unpacked, self._packed):
                    raise Refused(UNPACKS_TOO_LARGE)
                if is_first and _DOCTYPE.search(block[:_BLOCK]):
                    raise Refused(UNSAFE_XML)
                is_first = False
                yield block


def _is_bomb(unpacked: int, packed: int) -> bool:
    return unpacked > MAX_UNPACKED or (unpacked > SMALL and unpacked > packed * MAX_RATIO)


def _kind(archive: zipfile.ZipFile, names: set[str]) -> str:
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "mimetype" in names and "content.xml" in names:
        with archive.open("mimetype") as stream:
            said = stream.read(len(_ODS) + 20).decode("ascii", "replace").strip()
        if said.startswith(_ODS):
            return "ods"
        raise Refused(OFFICE_DOCUMENT)
    if any(name.startswith(_DOCUMENTS) for name in names):
        raise Refused(OFFICE_DOCUMENT)
    raise Refused(NO_SPREADSHEET)


def _is_sheet(name: str) -> bool:
    return name == "content.xml" or (name.startswith("xl/worksheets/") and name.endswith(".xml"))


def _refuse_encrypted(manifest: bytes) -> None:
    if b"encryption-data" in manifest:
        raise Refused(PASSWORD)
