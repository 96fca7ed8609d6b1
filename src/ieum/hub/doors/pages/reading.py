"""Reading what a page sends: a query, or a form with files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError
from django.utils.http import urlencode

from ieum.hub.language_choice import PARAMETER
from ieum.kernel.errors import TooLarge, UnreadableRequest
from ieum.kernel.messages import _
from ieum.kernel.text_values import Text
from ieum.kernel.upload import Upload

#: Names that belong to the page and not to the tool; none is a Python identifier but ``lang``.
OWN_NAMES = frozenset({PARAMETER, "csrfmiddlewaretoken", "idempotency-key", "go-on-to"})
#: A longer address is not made: some servers and mail programs would cut it.
LONGEST_ADDRESS = 1800


def from_query(request: HttpRequest) -> dict[str, Text]:
    """The texts in the address."""
    return {name: texts for name, texts in request.GET.lists() if name not in OWN_NAMES}


def from_form(request: HttpRequest) -> dict[str, Text]:
    """The texts and the files of a form."""
    try:
        given: dict[str, Text] = {
            name: texts for name, texts in request.POST.lists() if name not in OWN_NAMES
        }
        for name, files in request.FILES.lists():
            # A file input in which nothing was chosen sends no file at all, or an empty one.
            given[name] = [upload_of(file) for file in files if file.name]
        return given
    except RequestDataTooBig:
        raise TooLarge(_("보낸 글이 너무 깁니다. 파일로 보내 주세요.")) from None
    except (MultiPartParserError, SuspiciousOperation, UnicodeDecodeError):
        raise UnreadableRequest(_("양식을 읽을 수 없습니다. 다시 보내 주세요.")) from None


def upload_of(file: UploadedFile[Any]) -> Upload:
    """An uploaded file; a large one stays where Django has put it on disk."""
    if hasattr(file, "temporary_file_path"):
        return Upload(file.name or "", Path(file.temporary_file_path()))
    return Upload(file.name or "", file.read())


def query_of(given: Mapping[str, Text]) -> str | None:
    """The query that holds these texts, blank ones left out; None for files or a long text."""
    pairs = []
    for name, text in given.items():
        for one in [text] if isinstance(text, str | Upload) else text:
            if isinstance(one, Upload):
                return None
            if one.strip():
                pairs.append((name, one))
    query = urlencode(pairs)
    return query if len(query) <= LONGEST_ADDRESS else None
