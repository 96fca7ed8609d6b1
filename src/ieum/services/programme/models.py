"""Every row of the programme service, in one place for Django; each room says what its rows are."""

from ieum.services.programme.document_rows import Document, Mention, Passage
from ieum.services.programme.register.rows import (
    Organisation,
    Programme,
    ProgrammeName,
    ProgrammeRegion,
    Statement,
)

__all__ = [
    "Document",
    "Mention",
    "Organisation",
    "Passage",
    "Programme",
    "ProgrammeName",
    "ProgrammeRegion",
    "Statement",
]
