"""The index on disk: BM25 over passages that were tokenised before.

The index is a copy of what the rows hold and can be thrown away: ``bring_up_to_date`` compares it
with the documents that should be in it and adds or removes what differs, so a crash between a row
and the index heals itself. One writer at a time, guarded by a lock file that dies with its process;
readers never wait and see whole documents only.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import tantivy

from ieum.search.passages import Passage
from ieum.search.tokens import bigrams, content_words

#: Raised whenever the fields or the tokenising change, so that old indexes are built anew.
LAYOUT = 1
_HEAP = 15_000_000
_BIGRAM_WEIGHT = 0.3


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found: its document's key, its ordinal, its BM25 score."""

    document: str
    ordinal: int
    score: float


class PassageIndex:
    """Passages of documents in a folder of their own. Safe for threads and for processes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._open_lock = threading.Lock()
        self._open: tuple[str, tantivy.Index] | None = None

    def held(self) -> dict[str, str]:
        """The documents in the index: key and stamp of each."""
        manifest = self._noted()
        return dict(manifest["documents"]) if manifest else {}

    def bring_up_to_date(
        self, wanted: Mapping[str, str], load: Callable[[str], Sequence[Passage]]
    ) -> None:
        """Make the index hold just the wanted documents (key to stamp), loading what it lacks.

        A stamp that differs means another content. What is already right is not touched.
        """
        if self.held() == wanted:
            return
        with self._writing():
            manifest = self._noted()
            held: dict[str, str] = manifest["documents"] if manifest else {}
            # A new folder rather than an emptied one: readers keep theirs until they look again.
            store = manifest["store"] if manifest else f"index-{time.time_ns():x}"
            stale = [key for key, stamp in held.items() if wanted.get(key) != stamp]
            fresh = [key for key, stamp in wanted.items() if held.get(key) != stamp]
            index = self._opened(store)
            writer = index.writer(_HEAP, 1)
            for key in {*stale, *fresh}:
                writer.delete_documents_by_term("key", key)
            for key in fresh:
                for passage in load(key):
                    writer.add_document(_entry(key, passage))
            writer.commit()
            writer.wait_merging_threads()
            self._note(store, wanted)
            for folder in self.folder.glob("index-*"):
                if folder.name != store:
                    shutil.rmtree(folder)

    def find(self, words: Sequence[Sequence[str]], syllables: str, limit: int = 20) -> list[Hit]:
        """The passages that fit best.

        ``words`` are the words of the question, each with its alternatives; ``syllables`` is its
        text, whose bigrams count a little, so that slips of spacing and typing do not lose it.
        """
        index = self._reading()
        if index is None:
            return []
        parts: list[tuple[tantivy.Occur, tantivy.Query]] = []
        for alternatives in words:
            terms = [_term(index, "words", form) for form in dict.fromkeys(alternatives)]
            if terms:
                parts.append((tantivy.Occur.Should, tantivy.Query.disjunction_max_query(terms)))
        for pair in dict.fromkeys(bigrams(syllables)):
            query = tantivy.Query.boost_query(_term(index, "bigrams", pair), _BIGRAM_WEIGHT)
            parts.append((tantivy.Occur.Should, query))
        if not parts:
            return []
        searcher = index.searcher()
        found = searcher.search(tantivy.Query.boolean_query(parts), limit).hits
        hits = []
        for score, address in found:
            entry = searcher.doc(address)
            hits.append(
                Hit(str(entry.get_first("key")), int(str(entry.get_first("ordinal"))), float(score))
            )
        return hits

    def frequency(self, form: str) -> int:
        """In how many passages a word stands."""
        index = self._reading()
        return index.searcher().doc_freq("words", form) if index else 0

    def __len__(self) -> int:
        """How many passages the index holds."""
        index = self._reading()
        return index.searcher().num_docs if index else 0

    @property
    def _manifest(self) -> Path:
        return self.folder / "documents.json"

    def _noted(self) -> dict[str, Any] | None:
        """What the manifest says, or None where there is no usable index."""
        try:
            manifest = json.loads(self._manifest.read_text("utf-8"))
        except (FileNotFoundError, json.JSONDecodeError):
            return None
        usable = manifest.get("layout") == LAYOUT and (self.folder / manifest["store"]).is_dir()
        return manifest if usable else None

    def _note(self, store: str, documents: Mapping[str, str]) -> None:
        content = {"layout": LAYOUT, "store": store, "documents": dict(documents)}
        draft = self._manifest.with_suffix(f".{os.getpid()}.new")
        draft.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
        draft.replace(self._manifest)

    def _opened(self, store: str) -> tantivy.Index:
        with self._open_lock:
            if self._open is None or self._open[0] != store:
                folder = self.folder / store
                folder.mkdir(parents=True, exist_ok=True)
                index = tantivy.Index(_schema(), path=str(folder))
                analyser = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
                index.register_tokenizer("tokenised", analyser)
                self._open = (store, index)
            return self._open[1]

    def _reading(self) -> tantivy.Index | None:
        manifest = self._noted()
        if manifest is None:
            return None
        index = self._opened(manifest["store"])
        index.reload()
        return index

    @contextmanager
    def _writing(self) -> Iterator[IO[str]]:
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "writer.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield lock


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw")
    builder.add_unsigned_field("ordinal", stored=True)
    builder.add_text_field("words", tokenizer_name="tokenised", index_option="freq")
    builder.add_text_field("bigrams", tokenizer_name="tokenised", index_option="freq")
    return builder.build()


def _entry(key: str, passage: Passage) -> tantivy.Document:
    entry = tantivy.Document()
    entry.add_text("key", key)
    entry.add_unsigned("ordinal", passage.ordinal)
    entry.add_text("words", " ".join(content_words(passage.tokens)))
    entry.add_text("bigrams", " ".join(bigrams(passage.text)))
    return entry


def _term(index: tantivy.Index, field: str, form: str) -> tantivy.Query:
    return tantivy.Query.term_query(index.schema, field, form, "freq")
