"""What the pictures read of the rows."""

from __future__ import annotations

from collections.abc import Iterable

from ieum.services.programme.document_rows import Document


def built_in_pages(keys: Iterable[str], language: str) -> dict[str, str]:
    """The page of each built-in document that is kept, in the language or in Korean, by its key."""
    names = {f"{key}.{written}.txt": key for key in keys for written in ("ko", language)}
    found = Document.objects.filter(built_in__in=names).order_by("pk").values_list("built_in", "pk")
    pages: dict[str, str] = {}
    for name, id in sorted(found, key=lambda row: row[0].endswith(f".{language}.txt")):
        pages[names[name]] = f"/s/programme/document?id={id}"
    return pages
