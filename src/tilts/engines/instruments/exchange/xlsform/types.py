"""Types and columns of XLSForm."""

import re

BEGIN = re.compile(r"begin[_ ](group|repeat)")
END = re.compile(r"end[_ ](group|repeat)")
SELECT = re.compile(r"select[_ ](one|multiple)(?: from)? (\S+)( or_other)?")
TEXT_COLUMN = re.compile(r"(label|hint)(?:::?\s*(.+))?$")
KNOWN = ("integer", "decimal", "date", "text", "range", "select_one LIST", "select_multiple LIST")

_COMPUTED = "Compute it under derived or scores."
_METADATA = "The record keeps who answered and when."
_SHOWN = "Put the words into the guidance of an item."
_TYPES = "Ask for it by a number, date, choice or text."
LEFT = {
    **dict.fromkeys(("calculate", "hidden"), _COMPUTED),
    **dict.fromkeys(("start", "end", "today", "deviceid", "username", "phonenumber"), _METADATA),
    **dict.fromkeys(("email", "audit", "simserial", "subscriberid"), _METADATA),
    **dict.fromkeys(("start-geopoint", "background-audio"), _METADATA),
    **dict.fromkeys(("note", "acknowledge", "trigger"), _SHOWN),
    **dict.fromkeys(("geopoint", "geotrace", "geoshape", "osm", "barcode", "rank"), _TYPES),
    **dict.fromkeys(("time", "dateTime", "datetime", "image", "audio", "video", "file"), _TYPES),
    **dict.fromkeys(("select_one_from_file", "select_multiple_from_file"), _TYPES),
    **dict.fromkeys(("select_one_external", "xml-external", "csv-external"), _TYPES),
}
