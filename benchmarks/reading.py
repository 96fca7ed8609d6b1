"""How fast documents are read, and whether a job of many survives a machine that stops.

    python -m benchmarks.reading                        # characters a second of CPU, by kind of file
    python -m benchmarks.reading --documents 10000      # one job, killed twice on its way
    python -m benchmarks.reading --same 1500            # documents that all speak of one programme

All documents are made up here. The first measure runs from the bytes of a file to its stored
passages and the statements found in it, in SQLite, and counts the CPU time of its one process. The
second hands one ZIP archive to a hub as one job, ends the worker with SIGKILL when a third and two
thirds are stored, starts another each time, and counts what is stored at the end. The third counts
the CPU time until what a document says is in the register, which must not grow with what was said before.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta

from benchmarks.figures import report
from benchmarks.serving import IEUM
from tests.services.programme.reading.hangul_files import (
    control,
    hwp,
    hwp_paragraph,
    hwp_table,
    hwpx,
    hwpx_paragraph,
    hwpx_table,
)
from tests.services.programme.reading.pdf_files import Page, pdf

CITIES = ("다솜시", "한빛군", "가람구", "새별시", "온누리군", "해오름시", "미르구", "아라군")
FIELDS = ("데이터", "로봇", "자율주행", "반도체", "의료", "교육", "농업", "재난 안전", "물류")
#: Made-up names of places, so that the programmes are as many as in so many real documents.
PLACES = [
    a + b + c for a in "가나다라마바사" for b in "람솔빛들샘" for c in ("골", "벌", "마루", "내")
]
ACTS = ("구축", "실증", "개발", "확산", "육성", "지원")
KILLED_AT = (1 / 3, 2 / 3)
#: Seconds without a further document after which a job counts as stuck.
PATIENCE = 600


def sentences(chance: random.Random, count: int) -> Iterator[str]:
    """Sentences as press releases have them, some with an amount and a time."""
    for _ in range(count):
        city, act = chance.choice(CITIES), chance.choice(ACTS)
        field = f"{chance.choice(PLACES)} {chance.choice(FIELDS)}"
        year, amount = chance.randint(2026, 2032), chance.randint(2, 900)
        yield chance.choice(
            (
                f"{city}는 {field} {act} 사업에 {year}년까지 {amount}억원을 들인다고 밝혔다.",
                f"{field} {act} 센터는 시민과 기업이 함께 쓰며 {year}년 문을 연다.",
                f"{city}는 {field} 기업 {amount}곳을 뽑아 공간과 장비, 전문가의 도움을 준다.",
                "이번 계획은 지역의 대학과 연구소, 기업이 함께 세운 것으로 해마다 성과를 공개한다.",
            )
        )


def made_up(number: int, length: int) -> tuple[str, list[str]]:
    """Title and sentences of a document; the number makes it unlike all others."""
    chance = random.Random(number)
    title = f"{chance.choice(CITIES)}, {chance.choice(FIELDS)} {chance.choice(ACTS)} 계획 {number}호 발표"
    return title, list(sentences(chance, length))


def as_text(title: str, lines: list[str]) -> bytes:
    """A text file."""
    return "\n\n".join([title, *lines]).encode()


def as_html(title: str, lines: list[str]) -> bytes:
    """A web page with a menu around its article."""
    body = "".join(f"<p>{line}</p>" for line in lines)
    return (
        f"<!doctype html><html lang='ko'><head><meta charset='utf-8'><title>{title}</title></head>"
        f"<body><nav><a href='/'>홈</a></nav><main><article><h1>{title}</h1>{body}</article></main>"
        "</body></html>"
    ).encode()


def as_hwpx(title: str, lines: list[str]) -> bytes:
    """A HWPX document with a table."""
    rows = [
        [hwpx_paragraph(cell) for cell in row] for row in (("사업", "금액"), (title[:-3], "9억원"))
    ]
    paragraphs = "".join(map(hwpx_paragraph, lines))
    return hwpx(hwpx_paragraph(title, style=1) + paragraphs + hwpx_paragraph(hwpx_table(rows)))


def as_hwp(title: str, lines: list[str]) -> bytes:
    """A HWP document with a table."""
    rows = [
        [hwp_paragraph(cell, 2) for cell in row]
        for row in (("사업", "금액"), (title[:-3], "9억원"))
    ]
    paragraphs = b"".join(map(hwp_paragraph, lines))
    table = hwp_paragraph(control(11, b"tbl "), 0, hwp_table(1, rows))
    return hwp(hwp_paragraph(title, style=1) + paragraphs + table)


def as_pdf(title: str, lines: list[str]) -> bytes:
    """A PDF whose paragraphs are broken at 40 characters, 40 lines a page."""
    broken = [line[at : at + 40] for line in lines for at in range(0, len(line), 40)]
    pages = []
    for at in range(0, len(broken), 40):
        page = Page()
        if at == 0:
            page.write([title], 60, 70, 18)
        page.write(broken[at : at + 40], 60, 110)
        pages.append(page)
    return pdf(*pages)


WRITERS: Mapping[str, Callable[[str, list[str]], bytes]] = {
    "txt": as_text,
    "html": as_html,
    "hwpx": as_hwpx,
    "hwp": as_hwp,
    "pdf": as_pdf,
}


@contextmanager
def fresh_hub() -> Iterator[Mapping[str, str]]:
    """The environment of a hub with nothing in it, in SQLite, for this process and others."""
    with tempfile.TemporaryDirectory(prefix="ieum-reading-") as home:
        os.environ.update({"IEUM_HOME": home, "IEUM_JOBS": "elsewhere"})
        os.environ.pop("IEUM_DATABASE_URL", None)
        subprocess.run([IEUM, "migrate"], check=True, stdout=subprocess.DEVNULL)
        from ieum.hub.django_ready import django_ready

        django_ready()
        yield dict(os.environ)


def speeds(count: int) -> dict[str, float]:
    """Characters a second of CPU, by kind of file: from the file to stored passages.

    ``all_with_statements`` is over all kinds, what the documents promise put into the register too.
    """
    from ieum.kernel.context import Context
    from ieum.kernel.upload import Upload
    from ieum.services.programme import store
    from ieum.services.programme.document_rows import Document
    from ieum.services.programme.reading.reader import read_document
    from ieum.services.programme.reading_tools import read

    # What is loaded once a process is not counted.
    first = [Upload(f"first.{kind}", write(*made_up(-1, 40))) for kind, write in WRITERS.items()]
    read(first, Context())
    figures = {}
    for at, (kind, write) in enumerate(WRITERS.items()):
        numbers = range(at * count, (at + 1) * count)
        files = [Upload(f"{number}.{kind}", write(*made_up(number, 60))) for number in numbers]
        started = time.process_time()
        records = [store.add(read_document(file))[0] for file in files]
        spent = time.process_time() - started
        texts = Document.objects.filter(pk__in=[r.id for r in records]).values_list(
            "text", flat=True
        )
        figures[f"{kind}_characters_per_second"] = round(sum(map(len, texts)) / spent)
    numbers = range(len(WRITERS) * count, len(WRITERS) * count + count)
    kinds = list(WRITERS)
    files = [
        Upload(f"{number}.{kinds[number % 5]}", WRITERS[kinds[number % 5]](*made_up(number, 60)))
        for number in numbers
    ]
    started = time.process_time()
    answer = read(files, Context())
    spent = time.process_time() - started
    if answer.result is None or answer.result.read != count:
        raise SystemExit("not all documents were read")
    lengths = [len(d.text) for d in Document.objects.order_by("-pk")[:count]]
    figures["all_with_statements_characters_per_second"] = round(sum(lengths) / spent)
    return figures


def same(count: int) -> dict[str, float]:
    """Milliseconds of CPU a document in the register, for the first fifth of many that say the same
    of one programme and for the last; half of them come out of the order of their days."""
    from ieum.kernel.upload import Upload
    from ieum.services.programme import store
    from ieum.services.programme.extraction.extract import extract
    from ieum.services.programme.reading.reader import read_document
    from ieum.services.programme.register.proposals import propose

    chance = random.Random(1)
    spent, programmes = [], set()
    for number in range(count):
        day = date(2026, 1, 1) + timedelta(days=number if number % 2 else chance.randrange(count))
        text = (
            f"다솜시, 온실 소식 {number}호\n\n등록 : {day}\n\n"
            f"다솜시는 온실 보급 사업에 2030년 {number % 7 + 2}억원을 들인다고 밝혔다.\n"
        )
        file = Upload(f"{number}.txt", text.encode())
        record, _is_new = store.add(read_document(file, today=date(2040, 1, 1)))
        found = store.find(record.id)
        if found is None:
            raise SystemExit(f"document {number} was not stored")
        findings = extract(found[1])
        started = time.process_time()
        proposal = propose(record.id, findings)
        spent.append(time.process_time() - started)
        programmes |= {*proposal.new, *proposal.known}
    fifth = max(count // 5, 1)
    return {
        "programmes": len(programmes),
        "first_fifth_milliseconds": round(sum(spent[:fifth]) / fifth * 1000, 1),
        "last_fifth_milliseconds": round(sum(spent[-fifth:]) / fifth * 1000, 1),
    }


def archive_of(count: int, sentences_each: int) -> bytes:
    """One ZIP archive of documents of all kinds."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(count):
            kind = list(WRITERS)[number % len(WRITERS)]
            archive.writestr(
                f"{number:06d}.{kind}", WRITERS[kind](*made_up(number, sentences_each))
            )
    return buffer.getvalue()


def job(count: int, sentences_each: int, environment: Mapping[str, str]) -> dict[str, object]:
    """One job of many documents, whose worker is killed on its way."""
    from django.db import connection

    from ieum.hub.jobs import queue
    from ieum.hub.registry import registry
    from ieum.kernel.context import Caller
    from ieum.kernel.upload import Upload
    from ieum.services.programme.document_rows import Document
    from ieum.services.programme.register.rows import Statement

    tool = registry().tool("programme", "read")
    files = [Upload("releases.zip", archive_of(count, sentences_each))]
    caller = Caller(0, "operator", staff=True)
    id = queue.submit(tool, {"files": None}, {"files": files}, caller, "en")
    started = time.perf_counter()
    kills = [round(share * count) for share in KILLED_AT]
    worker = _worker(environment)
    stored, at = 0, time.monotonic()
    try:
        while not (state := queue.state(id, caller, "en")).finished:
            time.sleep(1)
            now = Document.objects.filter(built_in="").count()
            stored, at = (now, time.monotonic()) if now != stored else (stored, at)
            if kills and stored >= kills[0]:
                kills.pop(0)
                os.killpg(worker.pid, signal.SIGKILL)
                worker.wait()
                print(f"killed at {stored} of {count}", file=sys.stderr)
                worker = _worker(environment)
            if time.monotonic() - at > PATIENCE:
                raise SystemExit(f"stuck at {stored} of {count}")
    finally:
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()
        connection.close()
    digests = Document.objects.filter(built_in="").values_list("sha256", flat=True)
    return {
        "documents": count,
        "kills": len(KILLED_AT) - len(kills),
        "phase": str(state.phase),
        "stored": len(digests),
        "stored_twice": len(digests) - len(set(digests)),
        "statements": Statement.objects.filter(document__built_in="").count(),
        "seconds": round(time.perf_counter() - started),
    }


def _worker(environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen([IEUM, "worker"], env=dict(environment), start_new_session=True)


def main(arguments: list[str] | None = None) -> int:
    """Measure one or the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=0, help="how many in one job")
    parser.add_argument("--same", type=int, default=0, help="documents of one programme")
    parser.add_argument("--sentences", type=int, default=1, help="in each document of the job")
    parser.add_argument("--each", type=int, default=20, help="documents a kind, for the speed")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    with fresh_hub() as environment:
        if options.documents:
            figures = job(options.documents, options.sentences, environment)
        elif options.same:
            figures = dict(same(options.same))
        else:
            figures = dict(speeds(options.each))
    cases = options.documents or options.same or options.each * len(WRITERS)
    report("reading", cases, figures, options.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
