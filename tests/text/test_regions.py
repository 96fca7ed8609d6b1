import pytest

from ieum.text.region_table import MUNICIPALITIES
from ieum.text.regions import find_regions, members_of, places, province_of, provinces


def names(text: str) -> list[str]:
    return [region.name for region in find_regions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("전라북도와 전남", ["전북특별자치도", "전라남도"]),
        ("부산직할시", ["부산광역시"]),
        ("강원도 고성군", ["강원특별자치도", "고성군"]),
        ("광주 AI 예산", ["광주광역시"]),
        ("경기 광주시", ["경기도", "광주시"]),
        ("호남권에는", ["호남권"]),
        ("광주전남전북 호남에서", ["서남권", "전북특별자치도", "호남권"]),
        ("서울·인천·경기", ["서울특별시", "인천광역시", "경기도"]),
        ("경기와 인천은", ["경기도", "인천광역시"]),
        ("울산시청에서", ["울산광역시"]),
        ("in Seoul and Busan", ["서울특별시", "부산광역시"]),
        ("전국 6개 권역", ["대한민국"]),
        ("충남도는", ["충청남도"]),
        ("인천 남구에서", ["인천광역시", "미추홀구"]),
        ("충북 청원군", ["충청북도", "청주시"]),
        ("충남 연기군", ["충청남도", "세종특별자치시"]),
        ("전남광주통합특별시는", ["전남광주통합특별시"]),
    ],
)
def test_regions_are_found_by_any_of_their_names(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "경기 침체",
        "예산 편성과 음성 인식",
        "진도 점검",
        "부산대 교수",
        "영광의 구리 메달",
        "비수도권",
    ],
)
def test_everyday_words_are_no_regions(text: str) -> None:
    assert names(text) == []


def test_a_district_belongs_to_the_city_named_before_it() -> None:
    regions = find_regions("부산 중구와 대구 중구")
    assert [region.code for region in regions] == ["KR-26", "KR-26", "KR-27", "KR-27"]


def test_a_district_without_its_city_stays_open() -> None:
    (region,) = find_regions("중구에서")
    assert region.ambiguous
    assert region.code == ""
    assert len(region.others) == 5


def test_every_municipality_is_found_behind_its_province() -> None:
    for province in provinces():
        for entry in MUNICIPALITIES[province.code].split():
            name = entry.replace("*", "")
            found = find_regions(f"{province.name} {name}에서")
            assert [(r.name, r.code) for r in found][1:] == [(name, province.code)]


def test_there_are_seventeen_provinces_and_the_municipalities_of_2026() -> None:
    assert len(provinces()) == 17
    count = sum(len(row.split()) for row in MUNICIPALITIES.values())
    assert count == 226 + 2 + 3  # with Jeju's two cities and Incheon's three districts of 2026


def test_older_names_lead_to_the_province_and_customary_regions_to_their_members() -> None:
    assert province_of("전라북도") == province_of("전북")
    assert {place.code for place in members_of("호남")} == {"KR-29", "KR-45", "KR-46"}
    assert {place.code for place in members_of("전남광주통합특별시")} == {"KR-29", "KR-46"}
    assert members_of("없는권") == ()


def test_english_names_follow_the_revised_romanisation() -> None:
    assert places()["강릉시"][0].name_en == "Gangneung-si"
    assert places()["종로구"][0].name_en == "Jongno-gu"
