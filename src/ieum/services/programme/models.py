"""Every row of the programme service, in one place for Django; each room says what its rows are."""

from ieum.services.programme.decisions.rows import (
    Decision,
    Membership,
    ProgrammeSignal,
    Task,
    TaskEvent,
    TaskLine,
    TaskRegion,
)
from ieum.services.programme.document_rows import Document, Mention, Passage
from ieum.services.programme.register.lists.rows import ProgrammeAmount
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
    "Decision",
    "Document",
    "FormerCode",
    "Membership",
    "Mention",
    "Organisation",
    "Passage",
    "Programme",
    "ProgrammeAmount",
    "ProgrammeName",
    "ProgrammeRegion",
    "ProgrammeSignal",
    "Revision",
    "Statement",
    "Task",
    "TaskEvent",
    "TaskLine",
    "TaskRegion",
]
