"""The papers of a model, opened as files: axe finds nothing, on a phone neither."""

from datetime import date

import pytest

from tests.browser.conftest import faults_of
from tilts.engines.forecast.card import Run, codes, papers
from tilts.engines.forecast.card.tests.runs import MANIFEST, VALIDATION
from tilts.platform.documents.model_papers import as_html

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("answers", [{}, dict.fromkeys(codes(), "Said.")])
def test_papers_are_accessible(browser, width, answers):
    window = browser.new_context(viewport={"width": width, "height": 900})
    page = window.new_page()
    for paper in papers(Run(MANIFEST, VALIDATION), answers):
        page.set_content(as_html(paper, "scorecard", date(2026, 11, 26)))
        assert faults_of(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    window.close()
