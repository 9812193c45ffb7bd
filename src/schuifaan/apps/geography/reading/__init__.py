"""Official files as published, read into plain rows: no database, every problem collected."""

from schuifaan.apps.geography.reading.codes import Level, level_of, municipality_of
from schuifaan.apps.geography.reading.figures import FigureRow, FiguresRead, PostcodeRow, read_figures
from schuifaan.apps.geography.reading.names import NameRow, read_names
from schuifaan.apps.geography.reading.outlines import AreaRow, read_areas, read_features
from schuifaan.apps.geography.reading.problems import FileUnreadable, Reading, RowProblem

__all__ = [
    "AreaRow",
    "FigureRow",
    "FiguresRead",
    "FileUnreadable",
    "Level",
    "NameRow",
    "PostcodeRow",
    "Reading",
    "RowProblem",
    "level_of",
    "municipality_of",
    "read_areas",
    "read_features",
    "read_figures",
    "read_names",
]
