"""What can be done with geography: import, draw, replace the drawn by the official."""

from schuifaan.apps.geography.actions.areas import import_areas
from schuifaan.apps.geography.actions.figures import import_postcodes, import_statistics
from schuifaan.apps.geography.actions.files import import_area_files, import_statistics_files
from schuifaan.apps.geography.actions.folder import load_official_folder
from schuifaan.apps.geography.actions.reports import ImportRefused, ImportReport, Tally
from schuifaan.apps.geography.actions.schematic import draw_schematic_outlines
from schuifaan.apps.geography.actions.service import fetch_municipality
from schuifaan.apps.geography.actions.sources import SOURCES, source_of

__all__ = [
    "SOURCES",
    "ImportRefused",
    "ImportReport",
    "Tally",
    "draw_schematic_outlines",
    "fetch_municipality",
    "import_area_files",
    "import_areas",
    "import_postcodes",
    "import_statistics",
    "import_statistics_files",
    "load_official_folder",
    "source_of",
]
