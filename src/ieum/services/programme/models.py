"""Every row of the programme service, in one place for Django; each room says what its rows are."""

from ieum.services.programme.document_rows import Document, Mention, Passage
from ieum.services.programme.register.rows import (
    FormerCode,
    Organisation,
    Programme,
    ProgrammeName,
    ProgrammeRegion,
    Revision,
    Statement,
)

__all__ = [
    "Document",
    "FormerCode",
    "Mention",
    "Organisation",
    "Passage",
    "Programme",
    "ProgrammeName",
    "ProgrammeRegion",
    "Revision",
    "Statement",
]
