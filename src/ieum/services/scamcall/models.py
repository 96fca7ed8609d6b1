"""Every row of the scam-call service, in one place for Django; each room says what its rows are."""

from ieum.services.scamcall.citizens.rows import CitizenReport, ReportPicture
from ieum.services.scamcall.desk.rows import ShiftNote
from ieum.services.scamcall.due_process.rows import (
    Objection,
    ObjectionPaper,
    ObjectionPause,
    ReleaseRow,
    Switch,
)
from ieum.services.scamcall.handset.rows import HandsetEdition, HandsetEntry, HandsetKeyHolder
from ieum.services.scamcall.identifiers.rows import KeyHolder, PseudonymEpoch, Subject
from ieum.services.scamcall.judgement.rows import AllowedIdentifier, RuleLet, TrackRecordRow
from ieum.services.scamcall.orders.rows import Order
from ieum.services.scamcall.signals.rows import Signal
from ieum.services.scamcall.simulation.rows import SimulatedCountry
from ieum.services.scamcall.standards.taxii.rows import (
    TaxiiCollection,
    TaxiiObject,
    TaxiiRoot,
    TaxiiStatus,
)

__all__ = [
    "AllowedIdentifier",
    "CitizenReport",
    "HandsetEdition",
    "HandsetEntry",
    "HandsetKeyHolder",
    "KeyHolder",
    "Objection",
    "ObjectionPaper",
    "ObjectionPause",
    "Order",
    "PseudonymEpoch",
    "ReleaseRow",
    "ReportPicture",
    "RuleLet",
    "ShiftNote",
    "Signal",
    "SimulatedCountry",
    "Subject",
    "Switch",
    "TaxiiCollection",
    "TaxiiObject",
    "TaxiiRoot",
    "TaxiiStatus",
    "TrackRecordRow",
]
