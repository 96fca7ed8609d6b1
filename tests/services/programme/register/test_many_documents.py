"""A programme of which very many documents speak."""

from __future__ import annotations

from datetime import date

import pytest

from ieum.services.programme.document_rows import Document
from ieum.services.programme.extraction.findings import Basis
from ieum.services.programme.register import store as register
from ieum.services.programme.register.rows import Programme, Statement
from ieum.services.programme.register.values import Amount

pytestmark = pytest.mark.django_db
DAY = date(2030, 5, 1)


def test_a_programme_of_which_a_thousand_documents_speak_still_takes_statements() -> None:
    code = register.add_programme("데이터 구축 사업").code
    documents = Document.objects.bulk_create(
        Document(sha256=f"{at:064d}", name="a.txt", title="가", text="나") for at in range(1100)
    )
    programme = Programme.objects.get(code=code)
    Statement.objects.bulk_create(
        Statement(
            programme=programme,
            subject="regions",
            value={"subject": "regions", "names": ["광주"]},
            as_of=DAY,
            document=document,
        )
        for document in documents
    )
    said = Amount(won=1_200_000_000, basis=Basis.TOTAL)
    register.state(code, said, DAY, document=documents[0].pk)
    assert len(register.statements(code)) == 1101
