"""Papers of a model as one HTML file and as tagged PDF."""

import re
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from tilts.engines.forecast.card import Gap, Paper, Part, Table
from tilts.platform.documents.model_papers import as_html, as_pdf

PAPER = Paper(
    "model-card",
    "Model card",
    (
        Part("What it is", "", ("It advises & never decides.", Gap("owner", "Who owns it."))),
        Part(
            "Accuracy",
            "Article 15",
            (Table("In figures", ("Measure", "Value"), (("Brier", "0.17"), ("<AUC>", "0.71"))),),
        ),
    ),
)
WIDE = Table("Wide", tuple(f"head {n}" for n in range(11)), (tuple("abcdefghijk"),))
MOMENT = datetime(2026, 11, 26, 9, tzinfo=UTC)


class Words(HTMLParser):
    """The tags that were opened and the words between them."""

    def __init__(self):
        super().__init__()
        self.tags, self.words = [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        if text := data.strip():
            self.words.append(text)


def read(html):
    found = Words()
    found.feed(re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL))
    return found


def test_html_says_all_of_it_in_order():
    assert read(as_html(PAPER, "scorecard, abab", date(2026, 11, 26))).words == [
        "Model card · scorecard, abab",
        "Model card",
        "scorecard, abab · made on 2026-11-26 · 1 gap",
        "What it is",
        "It advises & never decides.",
        "Gap (owner):",
        "Who owns it.",
        "Accuracy",
        "Article 15",
        "In figures",
        "Measure", "Value", "Brier", "0.17", "<AUC>", "0.71",
    ]  # fmt: skip


def test_html_needs_no_other_file_and_tells_heads_from_cells():
    html = as_html(PAPER, "scorecard", date(2026, 11, 26))
    tags = read(html).tags
    assert tags[0] == ("html", {"lang": "en"})
    assert [of["scope"] for tag, of in tags if tag == "th"] == ["col", "col", "row", "row"]
    assert not {"script", "link", "img"} & {tag for tag, _ in tags}
    assert "http" not in html


def test_pdf_is_tagged_and_says_the_same():
    pdf = PdfReader(BytesIO(as_pdf(PAPER, "scorecard", MOMENT)))
    root: Any = pdf.trailer["/Root"]
    assert dict(root["/MarkInfo"]) == {"/Marked": True, "/Suspects": False}
    assert root["/Lang"] == "en"
    assert pdf.metadata
    assert pdf.metadata.title == "Model card · scorecard"
    words = " ".join(pdf.pages[0].extract_text().split())
    for text in ("It advises & never decides.", "Gap (owner): Who owns it.", "<AUC> 0.71", "1 gap"):
        assert text in words


def test_a_table_of_many_columns_fits_its_page():
    paper = Paper("x", "X", (Part("Wide", "", (WIDE,)),))
    (page,) = PdfReader(BytesIO(as_pdf(paper, "ebm", MOMENT))).pages
    right = float(page.mediabox.width) - 56  # the margin of 20 mm, in points
    ends = []
    page.extract_text(visitor_text=lambda text, _c, at, *_: ends.append((at[4], text.strip())))
    last = [x for x, text in ends if text == "k"]
    assert [x < right for x in last] == [True]
    assert "no gaps" in as_html(paper, "ebm", MOMENT.date())


def test_the_same_moment_gives_the_same_bytes():
    assert as_pdf(PAPER, "ebm", MOMENT) == as_pdf(PAPER, "ebm", MOMENT)
