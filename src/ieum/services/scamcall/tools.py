"""The tools of the scam-call service, from the rooms that hold them."""

from ieum.services.scamcall.citizens import kept_tools
from ieum.services.scamcall.citizens import tools as citizen_tools
from ieum.services.scamcall.desk import (
    board_tools,
    case_tools,
    order_tools,
    payer_tools,
    shift_tools,
)
from ieum.services.scamcall.due_process import (
    clock_tools,
    counter_tools,
    deciding_tools,
    holder_tools,
    objection_tools,
    switch_tools,
)
from ieum.services.scamcall.handset import tools as handset_tools
from ieum.services.scamcall.orders import live_tools
from ieum.services.scamcall.oversight import allow_tools
from ieum.services.scamcall.oversight import tools as oversight_tools
from ieum.services.scamcall.signals import tools as signal_tools
from ieum.services.scamcall.simulation import tools as simulation_tools

__all__ = [
    "allow_tools",
    "board_tools",
    "case_tools",
    "citizen_tools",
    "clock_tools",
    "counter_tools",
    "deciding_tools",
    "handset_tools",
    "holder_tools",
    "kept_tools",
    "live_tools",
    "objection_tools",
    "order_tools",
    "oversight_tools",
    "payer_tools",
    "shift_tools",
    "signal_tools",
    "simulation_tools",
    "switch_tools",
]
