"""Dutch street names and house numbers: what they look like, and what only looks like them."""

import re

# Ends that only a street has; also written small. And ends that a street shares with parks, places and people.
_SURE = "straat|straatje|str\\.|laan|weg|wegje|plein|pleintje|gracht|singel|steeg|dreef|plantsoen|kade|dijk|boulevard"
_SHARED = "hof|hofje|pad|park|ring|wal|markt|baan|erf|poort|hoek|allee|gaarde|brink|hoeve|vest|avenue"
# Words of every day that end like a street.
COMMON = frozenset(
    "weg straat onderweg halverwege snelweg uitweg omweg zijstraat winkelstraat dwarsstraat fietsstraat woonstraat "  # noqa: SIM905 -- reads better
    "schoolplein speelplein buurtplein wijkplein fietspad voetpad zebrapad wandelpad stadspark wijkpark speelpark "
    "weekmarkt rommelmarkt kerstmarkt vrijmarkt vlooienmarkt doolhof kegelbaan bowlingbaan".split()
)
ENDS_LIKE_A_STREET = re.compile(rf".*[^\W\d_]{{2}}(?:{_SURE}|{_SHARED})", re.IGNORECASE)

_LETTER = r"[^\W\d_]"
_NO_NOUN = (
    r"uur|u|uren|minuten|min|jan(?:uari)?|feb(?:ruari)?|maart|mrt|apr(?:il)?|mei|jun[ei]?|jul[iy]?"
    r"|aug(?:ustus)?|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?"
    r"|keer|maal|x|jaar|jarigen?|jarige|dag|dagen|week|weken|maanden|personen|mensen|kinderen|bewoners|meter|m|m2"
    r"|km|euro|procent|plaatsen|plekken|stoelen|tafels|bankjes|lantaarns|huizen|woningen|bomen|zalen|auto's"
)
# No time, no amount, no day: "Herenstraat 14.00 uur", "Herenstraat 3 keer", "Herenstraat 1e zaterdag".
_NOTHING_ELSE = (
    rf"(?![^\W_]|[-.:,/]\d| ?[€%]|[.,]? ?(?:{_NO_NOUN})(?![^\W_])|\d)(?!(?<=\de) [a-z])(?!(?<=\dE) [a-z])"
)
_ADDED = r"(?: ?-? ?(?:bis|hs)|-?[a-z]| [a-d])?(?:[-/]\d{1,4}[a-z]?)?"
_MORE = r"(?: ?(?:en|t/m|tot|of|&|\+) ?\d{1,5}[a-z]?)?"
# A house number with what is added to it; a year is none.
NUMBER = rf"(?!(?:19|20)\d\d(?!\d))\d{{1,5}}{_ADDED}{_MORE}{_NOTHING_ELSE}"
NUMBER_WORD = r"(?:(?:nr|no|nummer|huisnummer|huisnr|number)\.? ?)?"

WITH_NUMBER = re.compile(
    rf"(?<![\w'-])(?P<street>(?:[\w'.-]{{1,40}}?)?(?:{_SURE}|{_SHARED})|Plein 1992) {{1,2}}{NUMBER_WORD}{NUMBER}",
    re.IGNORECASE,
)
NAMED_AFTER = re.compile(
    rf"(?<![\w'-])(?:Laan|Plein|Hof|Park|Weg|Kade|Singel|Boulevard|Rue|Avenue|Pad|Place)"
    rf" (?:(?:van|der|de|den|het|'t|la|le|les|des|du) ){{0,3}}(?P<last>{_LETTER}[\w'-]{{1,40}})"
    rf" {{1,2}}(?i:{NUMBER_WORD}{NUMBER})"
)
SURE_END = re.compile(rf".*{_LETTER}{{3}}(?:{_SURE})", re.IGNORECASE)
