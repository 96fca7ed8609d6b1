"""Everything that is found in a document, in one call."""

from __future__ import annotations

from ieum.search.passages import Document
from ieum.services.programme.extraction.budgets import budgets_of
from ieum.services.programme.extraction.figures import figures_of
from ieum.services.programme.extraction.findings import Findings


def extract(document: Document) -> Findings:
    """The budgets and figures of a document, found by rule and confirmed by nobody."""
    budgets = budgets_of(document)
    return Findings(tuple(budgets), tuple(figures_of(document, budgets)))
