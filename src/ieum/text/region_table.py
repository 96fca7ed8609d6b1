"""Korea's provinces, municipalities and customary regions, as facts.

Provinces: ISO 3166-2:KR code, current code of the Ministry of the Interior, names in order: full,
short, older and other. Municipalities by province; a ``*`` marks a stem that is also an everyday
word or name (음성, 예산, 진도), believed only with 시, 군 or 구.
"""

PROVINCES = """
KR-11|11|서울특별시|서울|Seoul|서울시
KR-26|26|부산광역시|부산|Busan|부산시,부산직할시
KR-27|27|대구광역시|대구|Daegu|대구시,대구직할시
KR-28|28|인천광역시|인천|Incheon|인천시,인천직할시
KR-29|29|광주광역시|광주|Gwangju|광주시,광주직할시
KR-30|30|대전광역시|대전|Daejeon|대전시,대전직할시
KR-31|31|울산광역시|울산|Ulsan|울산시
KR-50|36|세종특별자치시|세종|Sejong|세종시
KR-41|41|경기도|경기|Gyeonggi|
KR-42|51|강원특별자치도|강원|Gangwon|강원도
KR-43|43|충청북도|충북|North Chungcheong|충북도
KR-44|44|충청남도|충남|South Chungcheong|충남도
KR-45|52|전북특별자치도|전북|Jeonbuk|전라북도,전북도
KR-46|46|전라남도|전남|South Jeolla|전남도
KR-47|47|경상북도|경북|North Gyeongsang|경북도
KR-48|48|경상남도|경남|South Gyeongsang|경남도
KR-49|50|제주특별자치도|제주|Jeju|제주도
"""

MUNICIPALITIES = {
    "KR-11": "종로구 중*구 용산구 성동구 광진구 동대문구 중랑구 성북구 강북구 도봉구 노원구 은평구 서대문구 마포구 "
    "양천구 강서*구 구로*구 금천구 영등포구 동작*구 관악구 서초구 강남구 송파구 강동*구",
    "KR-26": "중*구 서*구 동*구 영도*구 부산진구 동래구 남*구 북*구 해운대구 사하*구 금정*구 강서*구 연제*구 수영*구 "
    "사상*구 기장*군",
    "KR-27": "중*구 동*구 서*구 남*구 북*구 수성*구 달서*구 달성*군 군위군",
    "KR-28": "중*구 동*구 미추홀구 연수*구 남동*구 부평구 계양구 서*구 강화*군 옹진군 제물포구 영종구 검단구",
    "KR-29": "동*구 서*구 남*구 북*구 광산*구",
    "KR-30": "동*구 중*구 서*구 유성*구 대덕*구",
    "KR-31": "중*구 남*구 동*구 북*구 울주군",
    "KR-50": "",
    "KR-41": "수원시 성남시 의정부시 안양시 부천시 광명*시 평택시 동두천시 안산시 고양*시 과천시 구리*시 남양주시 "
    "오산*시 시흥시 군포시 의왕시 하남시 용인시 파주시 이천*시 안성*시 김포시 화성*시 광주*시 양주시 포천시 여주*시 "
    "연천군 가평군 양평군",
    "KR-42": "춘천시 원주시 강릉시 동해*시 태백*시 속초시 삼척시 홍천군 횡성군 영월군 평창군 정선*군 철원군 화천군 "
    "양구*군 인제*군 고성*군 양양군",
    "KR-43": "청주시 충주시 제천시 보은*군 옥천군 영동*군 증평군 진천군 괴산군 음성*군 단양군",
    "KR-44": "천안시 공주*시 보령시 아산시 서산시 논산시 계룡시 당진시 금산군 부여*군 서천군 청양군 홍성군 예산*군 태안군",
    "KR-45": "전주*시 군산시 익산시 정읍시 남원시 김제시 완주*군 진안군 무주군 장수*군 임실군 순창군 고창군 부안군",
    "KR-46": "목포시 여수시 순천시 나주시 광양시 담양군 곡성군 구례군 고흥군 보성군 화순군 장흥군 강진*군 해남군 "
    "영암군 무안*군 함평군 영광*군 장성*군 완도군 진도*군 신안군",
    "KR-47": "포항시 경주*시 김천시 안동시 구미*시 영주*시 영천시 상주*시 문경시 경산시 의성*군 청송군 영양*군 영덕군 "
    "청도군 고령*군 성주*군 칠곡군 예천군 봉화*군 울진군 울릉군",
    "KR-48": "창원시 진주*시 통영시 사천*시 김해시 밀양시 거제시 양산*시 의령군 함안군 창녕군 고성*군 남해*군 하동군 "
    "산청군 함양*군 거창*군 합천군",
    "KR-49": "제주시 서귀포시",
}

# Municipalities that were renamed or merged whole: ISO code then | older name | what it is now.
FORMER_MUNICIPALITIES = """
KR-28|남구|미추홀구
KR-41|여주군|여주시
KR-43|청원군|청주시
KR-44|당진군|당진시
KR-44|연기군|세종특별자치시
KR-48|마산시|창원시
KR-48|진해시|창원시
KR-49|북제주군|제주시
KR-49|남제주군|서귀포시
"""

# name | English | members (ISO codes) | other names; 권 may follow each.
# The special city joins Gwangju and South Jeolla by its own Act as of 1 July 2026. Until there is an
# ISO code for it, it is said of both territories, which older documents name apart.
SUPER_REGIONS = """
수도권|Seoul metropolitan area|KR-11 KR-28 KR-41|
충청권|Chungcheong|KR-30 KR-50 KR-43 KR-44|충청,충청지역,중부권
호남권|Honam|KR-29 KR-45 KR-46|호남,호남지역
영남권|Yeongnam|KR-26 KR-27 KR-31 KR-47 KR-48|영남,영남지역
대경권|Daegyeong|KR-27 KR-47|대경,대구경북
동남권|Southeast|KR-26 KR-31 KR-48|동남,부울경,부산울산경남
서남권|Southwest|KR-29 KR-46|서남,광주전남
전남광주통합특별시|Jeonnam-Gwangju Integrated Special City|KR-29 KR-46|전남광주특별시,광주특별시
강원권|Gangwon|KR-42|
제주권|Jeju|KR-49|
"""
