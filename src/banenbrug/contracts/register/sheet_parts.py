"""Which part of an XLSX file holds which sheet."""

import io
import posixpath
import zipfile
from xml.etree import ElementTree

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


def parts_of_sheets(content: bytes) -> dict[str, str]:
    """The name of the zip's part for each sheet; `archive.look_inside` has passed the file.

    Empty where the workbook does not say it in the usual way.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
            relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    except (KeyError, ElementTree.ParseError):
        return {}
    targets = {one.get("Id", ""): one.get("Target", "") for one in relations}
    sheets = [element for element in book.iter() if element.tag.endswith("}sheet")]
    return {
        sheet.get("name", ""): _part(
            targets.get(sheet.get(_RELATION) or sheet.get(_STRICT_RELATION) or "", "")
        )
        for sheet in sheets
    }


def _part(target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join("xl", target))
