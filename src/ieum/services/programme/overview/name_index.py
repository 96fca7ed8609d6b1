"""Programmes by their names, with slips of typing forgiven: an index on disk beside the rows.

A name is kept as the runs of three letters in it, its Hangul taken apart into letters (자율주헹 still
shares most runs with 자율주행). The index holds numbers of names only and can be thrown away; what a
number stands for now, and whether it still stands for anything, the rows say.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import tantivy

from ieum.text.hangul import decompose
from ieum.text.normalise import fold

#: Raised whenever what is indexed changes, so that old indexes are built anew.
LAYOUT = 1
_HEAP = 30_000_000
_RUN = 3
#: Names that another transaction may have added late, under a lower number, are looked for again.
_LOOKED_BACK = 1000
#: Share of a query's runs that a name must have to be found.
_LEAST_SHARED = 0.475


def letters(name: str) -> str:
    """The letters and figures of a name, Hangul taken apart."""
    return decompose(re.sub(r"[\W_]", "", fold(name).lower()))


def runs(text: str) -> list[str]:
    """The runs of three letters in it; all of it where it is shorter."""
    if len(text) <= _RUN:
        return [text] if text else []
    return [text[at : at + _RUN] for at in range(len(text) - _RUN + 1)]


def likeness(query: str, name: str) -> float:
    """0 to 1: how much of the query stands in the name; a little more where little else does."""
    asked, held = set(runs(letters(query))), set(runs(letters(name)))
    if not asked:
        return 0.0
    shared = len(asked & held)
    return shared / len(asked) * 0.95 + 0.05 * shared / len(asked | held)


class NameIndex:
    """Names by number in a folder of their own. Safe for threads and for processes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._open: tuple[str, tantivy.Index] | None = None

    def bring_up_to_date(
        self, newest: int, since: Callable[[int], Iterable[tuple[int, str]]]
    ) -> None:
        """Add the names up to the number ``newest``; ``since`` gives those above a number."""
        if self._noted()[1] == newest:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "writer.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            store, held, recent = self._noted()
            if not store or held > newest:
                # Nothing usable, or the index of other rows.
                store, held, recent = f"names-{time.time_ns():x}", 0, []
            known = set(recent)
            writer = self._opened(store).writer(_HEAP, 1)
            added = []
            for number, name in since(max(held - _LOOKED_BACK, 0)):
                if number not in known:
                    entry = tantivy.Document()
                    entry.add_unsigned("number", number)
                    entry.add_text("runs", " ".join(runs(letters(name))))
                    writer.add_document(entry)
                    added.append(number)
            writer.commit()
            writer.wait_merging_threads()
            self._note(store, max([held, *added]), sorted({*recent, *added})[-_LOOKED_BACK:])
            for folder in self.folder.glob("names-*"):
                if folder.name != store:
                    shutil.rmtree(folder)

    def find(self, query: str, limit: int) -> list[int]:
        """Numbers of the names that share most with the query, the best first."""
        store, _held, _recent = self._noted()
        terms = list(dict.fromkeys(runs(letters(query))))
        if not store or not terms:
            return []
        index = self._opened(store)
        index.reload()
        parts = [
            (tantivy.Occur.Should, tantivy.Query.term_query(index.schema, "runs", term, "freq"))
            for term in terms
        ]
        searcher = index.searcher()
        hits = searcher.search(tantivy.Query.boolean_query(parts), limit).hits
        return [int(str(searcher.doc(address).get_first("number"))) for _score, address in hits]

    @property
    def _manifest(self) -> Path:
        return self.folder / "names.json"

    def _noted(self) -> tuple[str, int, list[int]]:
        """The folder in use, the highest number in it, and the last numbers put in."""
        try:
            noted = json.loads(self._manifest.read_text("utf-8"))
        except (FileNotFoundError, json.JSONDecodeError):
            return "", -1, []
        if noted.get("layout") != LAYOUT or not (self.folder / noted["store"]).is_dir():
            return "", -1, []
        return noted["store"], noted["newest"], noted["recent"]

    def _note(self, store: str, newest: int, recent: Sequence[int]) -> None:
        content = {"layout": LAYOUT, "store": store, "newest": newest, "recent": list(recent)}
        draft = self._manifest.with_suffix(f".{os.getpid()}.new")
        draft.write_text(json.dumps(content), "utf-8")
        draft.replace(self._manifest)

    def _opened(self, store: str) -> tantivy.Index:
        with self._lock:
            if self._open is None or self._open[0] != store:
                folder = self.folder / store
                folder.mkdir(parents=True, exist_ok=True)
                index = tantivy.Index(_schema(), path=str(folder))
                analyser = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
                index.register_tokenizer("runs", analyser)
                self._open = (store, index)
            return self._open[1]


def best(query: str, names: Iterable[tuple[int, str]]) -> dict[int, float]:
    """Of things by number and name those that fit the query well enough, with how well."""
    found: dict[int, float] = {}
    for number, name in names:
        alike = likeness(query, name)
        if alike >= _LEAST_SHARED:
            found[number] = max(alike, found.get(number, 0.0))
    return found


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("number", stored=True)
    builder.add_text_field("runs", tokenizer_name="runs", index_option="freq")
    return builder.build()
