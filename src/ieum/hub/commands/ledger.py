"""Show the ledger's head, prove its entries, export it, or verify an exported one anywhere."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from ieum.hub.saying import CommandFailed, mention, say
from ieum.kernel.messages import _


def configure(parser: argparse.ArgumentParser) -> None:
    """One action, and what it is for."""
    actions = parser.add_subparsers(
        dest="action", required=True, metavar="head|keys|prove|consistency|export|verify|rotate"
    )
    actions.add_parser("head", help="the newest signed head, for others to keep")
    actions.add_parser("keys", help="the public keys, the newest last")
    prove = actions.add_parser("prove", help="prove that an entry is in the ledger")
    prove.add_argument("index", type=int, help="number of the entry, from 0")
    prove.add_argument("--size", type=int, help="under the head of that many entries (the newest)")
    consistency = actions.add_parser(
        "consistency", help="prove that the ledger has only grown between two sizes"
    )
    consistency.add_argument("first", type=int, help="number of entries of the older head")
    consistency.add_argument("second", type=int, help="number of entries of the newer head")
    export = actions.add_parser("export", help="write the whole ledger into one file")
    export.add_argument("file", help="file to write")
    verify = actions.add_parser(
        "verify", help="recompute an exported ledger; needs the file alone, no hub"
    )
    verify.add_argument("file", help="a file that `ieum ledger export` wrote")
    verify.add_argument("--head", metavar="FILE", help="a head that you kept from before")
    verify.add_argument(
        "--key",
        action="append",
        default=[],
        metavar="KEY",
        help="the ledger's public key as you know it from elsewhere; again for several",
    )
    actions.add_parser("rotate", help="let a new key sign from now on")


def run(arguments: argparse.Namespace) -> int:
    """Do it."""
    if arguments.action == "verify":
        return _verify(arguments)
    from ieum.hub.doors.hub_ready import hub_ready

    hub_ready()
    from ieum.exchange.ledger import proofs, sequencer, store

    match arguments.action:
        case "head":
            sequencer.integrate_all()
            print(proofs.newest_head().note(), end="")
        case "keys":
            for known in store.known_keys():
                print(known.key.line())
        case "prove":
            found = proofs.inclusion(arguments.index, arguments.size)
            _print({"leaf": found.leaf.decode(), **found.as_json()})
        case "consistency":
            _print(proofs.consistency(arguments.first, arguments.second).as_json())
        case "export":
            _export(arguments)
        case "rotate":
            _rotate(arguments)
    return 0


def _print(values: dict[str, Any]) -> None:
    print(json.dumps(values, ensure_ascii=False, indent=1))


def _export(arguments: argparse.Namespace) -> None:
    from ieum.exchange.ledger import export, sequencer
    from ieum.hub.machine_faults import reason

    file = Path(arguments.file).absolute()
    if file.is_dir():
        raise CommandFailed(_("{file} is a folder. Name a file to write.", file=file))
    sequencer.integrate_all()
    try:
        head = export.export(file)
    except OSError as problem:
        raise CommandFailed(
            _("{file} cannot be written: {reason}", file=file, reason=reason(problem))
        ) from None
    say(
        arguments,
        _(
            "원장의 기록 {size:,}개를 {file}에 썼습니다({megabytes:.1f} MB). 받는 쪽은 `ieum ledger verify`로 "
            "확인합니다.",
            size=head.checkpoint.size,
            file=file,
            megabytes=file.stat().st_size / 1e6,
        ),
    )


def _verify(arguments: argparse.Namespace) -> int:
    from ieum.exchange.ledger.notes import read_public_key
    from ieum.exchange.ledger.verifying import verified

    keys = [read_public_key(line) for line in arguments.key]
    kept = Path(arguments.head).read_text("utf-8", "replace") if arguments.head else None
    found = verified(Path(arguments.file), keys, kept)
    say(
        arguments,
        _(
            "원장 '{origin}'의 기록 {size:,}개가 모두 서명된 그대로입니다. 뿌리: {root}",
            origin=found.head.origin,
            size=found.head.size,
            root=found.head.root.hex(),
        ),
    )
    if found.kept:
        say(
            arguments,
            _("앞의 기록 {size:,}개는 간직하신 머리와 같습니다.", size=found.kept.size),
        )
    if not keys:
        for key in found.keys:
            mention(
                arguments,
                _(
                    "파일이 스스로 말하는 열쇠로 확인했습니다: {key} — 다른 길로 아는 열쇠와 같은지 견주거나, 그 "
                    "열쇠를 --key로 주세요.",
                    key=key.line(),
                ),
            )
    return 0


def _rotate(arguments: argparse.Namespace) -> None:
    from ieum.exchange.ledger import sequencer, signing
    from ieum.hub.ledger_key import replace_ledger_key

    sequencer.integrate_all()
    replace_ledger_key()
    key = signing.rotate()
    sequencer.integrate_all()
    say(
        arguments,
        _(
            "이제 열쇠 {key}{key:-이/가} 원장에 서명합니다. 참여 기관에 알려 주세요. 예전 머리는 예전 열쇠로 확인됩니다.",
            key=key.line(),
        ),
    )
