"""A process that writes and integrates until it is killed; says what it has committed.

Its arguments: the database's name, and what its entries are told apart by.
"""

from __future__ import annotations

import sys
import threading

import django
from django.conf import settings


def main(database: str, round: int) -> None:
    settings.DATABASES["default"]["NAME"] = database
    django.setup()
    from django.db import transaction

    from ieum.exchange.ledger import sequencer, store
    from ieum.exchange.ledger.entries import Entry

    def write(writer: int) -> None:
        number = 0
        while True:
            with transaction.atomic():
                references = []
                for _each in range(3):
                    body = {"round": round, "writer": writer, "number": number}
                    entry = Entry(kind="delivery", party="hub", actor="account:7", body=body)
                    references.append(store.write(entry))
                    number += 1
            for reference in references:
                sys.stdout.write(f"{reference}\n")
            sys.stdout.flush()

    for writer in range(2):
        threading.Thread(target=write, args=(writer,), daemon=True).start()
    while True:
        sequencer.integrate(most=5)


main(sys.argv[1], int(sys.argv[2]))
