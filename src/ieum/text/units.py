"""Units of measure and Korean counters: their written forms, English names and dimensions."""

from dataclasses import dataclass
from functools import cache

# code | dimension | English name | written forms (Latin ones are matched case-sensitively)
_MEASURES = """
km|distance|Kilometre|km,㎞,킬로미터,킬로메터,키로미터,킬로,키로,kilometres,kilometers
m|distance|Metre|m,미터,메터,metres,meters
cm|distance|Centimetre|cm,㎝,센티미터,센치미터,센티,센치
mm|distance|Millimetre|mm,㎜,밀리미터
μm|distance|Micrometre|μm,㎛,마이크로미터
nm|distance|Nanometre|nm,㎚,나노미터,나노
mi|distance|Mile|마일,마일즈,miles,mile
in|distance|Inch|인치,inches,inch
ft|distance|Foot|피트,feet,foot
yd|distance|Yard|야드,yards,yard
리|distance|Ri|리
m²|area|Square metre|㎡,m²,m2,제곱미터,평방미터,평방 미터
km²|area|Square kilometre|㎢,km²,km2,제곱킬로미터,평방킬로미터
ha|area|Hectare|ha,㏊,헥타르,헥타아르
평|area|Pyeong|평
L|volume|Litre|L,l,ℓ,리터,litres,liters
mL|volume|Millilitre|mL,ml,㎖,밀리리터,미리리터,밀리,미리,cc
hL|volume|Hectolitre|hL,hl,헥토리터
kL|volume|Kilolitre|kL,kl,㎘,킬로리터
gal|volume|Gallon|갤런,갤론,gallons,gallon
bbl|volume|Barrel|배럴,barrels,barrel
m³|volume|Cubic metre|㎥,m³,m3,세제곱미터,입방미터,루베
t|mass|Tonne|톤,t,tonnes,tons,ton
kg|mass|Kilogram|kg,㎏,킬로그램
g|mass|Gram|g,그램,그람
mg|mass|Milligram|mg,㎎,밀리그램
lb|mass|Pound|lb,파운드
근|mass|Geun|근
관|mass|Gwan|관
°C|temperature|Celsius|°C,℃,도C
°F|temperature|Fahrenheit|°F,℉
°|temperature|Degree|°,도
kWh|energy|Kilowatt-hour|kWh,킬로와트시
MWh|energy|Megawatt-hour|MWh,메가와트시
GWh|energy|Gigawatt-hour|GWh,기가와트시
TWh|energy|Terawatt-hour|TWh,테라와트시
kW|power|Kilowatt|kW,㎾,킬로와트
MW|power|Megawatt|MW,㎿,메가와트
GW|power|Gigawatt|GW,기가와트
W|power|Watt|W,와트
V|voltage|Volt|V,볼트
A|current|Ampere|A,암페어
Hz|frequency|Hertz|Hz,헤르츠
kHz|frequency|Kilohertz|kHz,킬로헤르츠
MHz|frequency|Megahertz|MHz,메가헤르츠
GHz|frequency|Gigahertz|GHz,기가헤르츠
KB|data|Kilobyte|KB,킬로바이트
MB|data|Megabyte|MB,메가바이트
GB|data|Gigabyte|GB,기가바이트,기가
TB|data|Terabyte|TB,테라바이트,테라
PB|data|Petabyte|PB,페타바이트
EB|data|Exabyte|EB,엑사바이트
bps|rate|Bits per second|bps
Mbps|rate|Megabits per second|Mbps
Gbps|rate|Gigabits per second|Gbps
km/h|speed|Kilometre per hour|km/h,㎞/h
m/s|speed|Metre per second|m/s,㎧
ppm|ratio|Parts per million|ppm
dB|level|Decibel|dB,데시벨
FLOPS|computing|Floating-point operations per second|FLOPS,플롭스
PF|computing|Petaflops|PF,페타플롭스
TOPS|computing|Tera operations per second|TOPS
컵|volume|Cup|컵
tok|count|Token|토큰,tokens
"""

_COUNTERS = """
명|person|명,인,분
사람|person|사람
가구|household|가구,세대
개|item|개
대|machine|대
곳|place|곳,군데,개소
건|case|건
장|sheet|장,매
권|volume of a book|권
마리|animal|마리
그루|tree|그루
채|house|채,동
척|ship|척
기|unit|기
호|number|호
회|time|회,번,차례
차|ordinal|차
위|rank|위,위권,등
개사|company|개사
개국|country|개국
개교|school|개교
종|kind|종,가지,종류
점|point|점,포인트
배|times|배
쌍|pair|쌍,켤레
병|bottle|병
잔|cup|잔
포기|head|포기
단|bunch|단
봉|bag|봉,봉지
상자|box|상자,박스
인분|serving|인분
팀|team|팀
반|class|반
층|floor|층
살|year of age|살,세
주|share|주
편|piece|편
벌|suit|벌
송이|bunch|송이
통|whole|통
판|tray|판
캔|can|캔
팩|pack|팩
모|block|모
줄|row|줄
표|vote|표
석|seat|석
호선|line|호선
단계|stage|단계
급|grade|급
조|article|조
항|paragraph|항
필지|lot|필지
갑|packet|갑
자루|sack|자루
포대|sack|포대
과목|subject|과목
학점|credit|학점
"""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure or a counter."""

    code: str
    """Symbol, or the counter itself."""
    dimension: str
    """``distance``, ``mass`` …; ``count`` for counters."""
    name: str
    """English name."""


@cache
def units() -> dict[str, Unit]:
    """Every written form with its unit; counters give way to measures."""
    table: dict[str, Unit] = {}
    for row in _COUNTERS.strip().splitlines():
        code, name, forms = row.split("|")
        for form in forms.split(","):
            table[form] = Unit(code, "count", name)
    for row in _MEASURES.strip().splitlines():
        code, dimension, name, forms = row.split("|")
        for form in forms.split(","):
            table[form] = Unit(code, dimension, name)
    return table
