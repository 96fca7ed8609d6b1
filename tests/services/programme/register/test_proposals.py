"""What a document says becomes statements that wait for a person."""

from __future__ import annotations

from datetime import date

import pytest

from ieum.kernel.upload import Upload
from ieum.services.programme import store as library
from ieum.services.programme.extraction.extract import extract
from ieum.services.programme.reading.reader import read_document
from ieum.services.programme.register import store as register
from ieum.services.programme.register.proposals import propose
from ieum.services.programme.register.values import Names, ReviewState, Subject

pytestmark = pytest.mark.django_db
TEXT = """해양수산부, 온실 계획 발표

등록 : 2030-03-05

해양수산부는 기상청과 함께 해안 온실 보급 사업에 80억원을 쓴다.
"""


def test_a_body_that_helps_is_proposed_as_a_partner_beside_the_lead() -> None:
    record, _ = library.add(read_document(Upload("a.txt", TEXT.encode()), today=date(2030, 5, 1)))
    found = library.find(record.id)
    assert found is not None
    (code,) = propose(record.id, extract(found[1])).new
    names = {
        s.value.subject: (s.value.names, s.state)
        for s in register.statements(code)
        if isinstance(s.value, Names)
    }
    assert names[Subject.LEAD] == (("해양수산부",), ReviewState.EXTRACTED)
    assert names[Subject.PARTNERS] == (("기상청",), ReviewState.EXTRACTED)
