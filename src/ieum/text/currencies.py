"""Currencies of the world: ISO 4217 code, English name, Korean names, signs.

Codes and minor units are those of ISO 4217; Korean country and currency names follow the
standard loan-word spelling, with common variants. A row is

    code | English name | Korean country names | Korean currency names | signs and abbreviations

A row without a country is a name shared by several currencies; its code is the one meant when
nothing else is said, and ``assumed`` is set.
"""

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency or a part of one."""

    code: str
    """ISO 4217 code; withdrawn codes included (FIM, ESP), and XBT for Bitcoin, which has none."""
    name: str
    """English name of the unit as written: "Dollar" for 달러, "Hong Kong dollar" for 홍콩 달러."""
    assumed: bool = False
    """The name is shared by several currencies and the code is the commonest."""
    parts: int = 1
    """How many of this unit make one of the currency: 100 for a cent."""


_TABLE = """
KRW|South Korean won|한국,대한민국|원|원화,KRW,won
KRW|Korean won|||₩
KPW|North Korean won|북한,조선|원|KPW
USD|United States dollar|미국,미,US,미합중국,유에스|달러,불|US$,USD,US dollars,US dollar,U.S. dollars
EUR|Euro||유로,유로화|€,EUR,euros,euro
JPY|Japanese yen|일본|엔,옌,엔화|JPY,¥,yen
CNY|Chinese yuan|중국|위안,위안화,위엔,인민폐|CNY,RMB,￥,yuan,renminbi
GBP|British pound|영국|파운드,파운드화|GBP,pounds sterling,pound sterling,British pounds
HKD|Hong Kong dollar|홍콩|달러,불|HK$,HKD
TWD|New Taiwan dollar|대만,신 대만,타이완|달러|NT$,TWD
SGD|Singapore dollar|싱가포르,싱가폴|달러|S$,SGD
AUD|Australian dollar|호주,오스트레일리아|달러,불|A$,AU$,AUD
NZD|New Zealand dollar|뉴질랜드|달러|NZ$,NZD
CAD|Canadian dollar|캐나다|달러,불|C$,CA$,CAN$,CAD
CHF|Swiss franc|스위스|프랑|CHF,Swiss francs
SEK|Swedish krona|스웨덴|크로나,크로네|SEK
NOK|Norwegian krone|노르웨이|크로네,크로나|NOK
DKK|Danish krone|덴마크|크로네,크로나|DKK
ISK|Icelandic króna|아이슬란드|크로나,크로네|ISK
CZK|Czech koruna|체코,체코 공화국|코루나|CZK,Kč
PLN|Polish złoty|폴란드|즐로티,즈워티|PLN,zł
HUF|Hungarian forint|헝가리|포린트|HUF
RON|Romanian leu|루마니아|레우|RON
MDL|Moldovan leu|몰도바|레우|MDL
BGN|Bulgarian lev|불가리아|레프|BGN
RSD|Serbian dinar|세르비아|디나르|RSD
HRK|Croatian kuna|크로아티아|쿠나|HRK
ALL|Albanian lek|알바니아|레크|
MKD|Macedonian denar|마케도니아,북마케도니아|데나르|MKD
BAM|Bosnia and Herzegovina convertible mark|보스니아,보스니아 헤르체고비나|마르카,태환 마르카|BAM
UAH|Ukrainian hryvnia|우크라이나|흐리우냐,흐리브냐,흐리브나,그리브나|UAH,₴
RUB|Russian ruble|러시아|루블|RUB,₽
BYN|Belarusian ruble|벨라루스|루블|BYN
GEL|Georgian lari|조지아,그루지야|라리|GEL,₾
AMD|Armenian dram|아르메니아|드람|
AZN|Azerbaijani manat|아제르바이잔|마나트|AZN
TMT|Turkmenistan manat|투르크메니스탄|마나트|TMT
KZT|Kazakhstani tenge|카자흐스탄|텡게|KZT,₸
UZS|Uzbekitan som|우즈베키스탄|숨,솜|UZS
KGS|Kyrgyzstani som|키르기스스탄|솜|KGS
TJS|Tajikistani somoni|타지키스탄|소모니|TJS
TRY|Turkish lira|터키,튀르키예|리라|TRY,₺
ILS|Israeli new shekel|이스라엘|셰켈,세켈,쉐켈,신셰켈|ILS,₪
SAR|Saudi riyal|사우디,사우디 아라비아|리얄,리알|SAR
QAR|Qatari riyal|카타르|리얄,리알|QAR
OMR|Omani rial|오만|리알,리얄|OMR
YER|Yemeni rial|예멘|리알,리얄|YER
IRR|Iranian rial|이란|리알,리얄|IRR
AED|United Arab Emirates dirham|아랍 에미리트,아랍 에미리트 연합,UAE|디르함|AED
MAD|Moroccan dirham|모로코|디르함|MAD
KWD|Kuwaiti dinar|쿠웨이트|디나르|KWD
BHD|Bahraini dinar|바레인|디나르|BHD
IQD|Iraqi dinar|이라크|디나르|IQD
JOD|Jordanian dinar|요르단|디나르|JOD
LYD|Libyan dinar|리비아|디나르|LYD
TND|Tunisian dinar|튀니지|디나르|TND
DZD|Algerian dinar|알제리|디나르|DZD
YUN|Yugoslav dinar|유고슬라비아,유고|디나르|YUN
EGP|Egyptian pound|이집트|파운드|EGP
LBP|Lebanese pound|레바논|파운드|LBP
SYP|Syrian pound|시리아|파운드|SYP
SDG|Sudanese pound|수단|파운드|SDG
SSP|South Sudanese pound|남수단|파운드|SSP
GIP|Gibraltar pound|지브롤터|파운드|GIP
FKP|Falkland Islands pound|포클랜드,포클랜드 제도|파운드|FKP
SHP|Saint Helena pound|세인트 헬레나|파운드|SHP
IEP|Irish pound|아일랜드|파운드|IEP
INR|Indian rupee|인도|루피|INR,₹
PKR|Pakistani rupee|파키스탄|루피|PKR
LKR|Sri Lankan rupee|스리 랑카|루피|LKR
NPR|Nepalese rupee|네팔|루피|NPR
MUR|Mauritian rupee|모리셔스|루피|MUR
SCR|Seychellois rupee|세이셸|루피|SCR
MVR|Maldivian rufiyaa|몰디브|루피야|MVR
BDT|Bangladeshi taka|방글라데시|타카|BDT,৳
BTN|Bhutanese ngultrum|부탄|눌트럼,눌트룸|BTN
IDR|Indonesian rupiah|인도네시아|루피아|IDR
MYR|Malaysian ringgit|말레이시아|링깃,링기트|MYR
THB|Thai baht|태국,타이|바트,밧|THB,฿
VND|Vietnamese dong|베트남|동|VND,₫
PHP|Philippine peso|필리핀|페소|PHP,₱
MMK|Burmese kyat|미얀마,버마|짯,차트|MMK
KHR|Cambodian riel|캄보디아|리엘|KHR,៛
LAK|Lao kip|라오스|킵,낍|LAK,₭
MNT|Mongolian tögrög|몽골|투그릭,투그리크|MNT,₮
MOP|Macanese pataca|마카오|파타카|MOP
BND|Brunei dollar|브루나이|달러|BND,B$
MXN|Mexican peso|멕시코|페소|MXN
ARS|Argentine peso|아르헨티나|페소|ARS
CLP|Chilean peso|칠레|페소|CLP
COP|Colombian peso|콜롬비아|페소|COP
CUP|Cuban peso|쿠바|페소|CUP
DOP|Dominican peso|도미니카,도미니카 공화국|페소|DOP
UYU|Uruguayan peso|우루과이|페소|UYU
BRL|Brazilian real|브라질|헤알,레알,헤알화|BRL,R$
PEN|Peruvian sol|페루|솔,누에보 솔|PEN
BOB|Bolivian boliviano|볼리비아|볼리비아노|BOB
PYG|Paraguayan guaraní|파라과이|과라니|PYG,₲
VEF|Venezuelan bolívar|베네수엘라|볼리바르|VEF
CRC|Costa Rican colón|코스타 리카|콜론|CRC,₡
GTQ|Guatemalan quetzal|과테말라|케트살|GTQ
HNL|Honduran lempira|온두라스|렘피라|HNL
NIO|Nicaraguan córdoba|니카라과|코르도바|NIO
PAB|Panamanian balboa|파나마|발보아|PAB
HTG|Haitian gourde|아이티|구르드|HTG
JMD|Jamaican dollar|자메이카|달러|J$,JMD
TTD|Trinidad and Tobago dollar|트리니다드 토바고|달러|TTD
BSD|Bahamian dollar|바하마|달러|BSD
BBD|Barbadian dollar|바베이도스|달러|BBD
BZD|Belize dollar|벨리즈|달러|BZD
BMD|Bermudian dollar|버뮤다|달러|BMD
KYD|Cayman Islands dollar|케이맨 제도,케이맨|달러|CI$,KYD
XCD|East Caribbean dollar|동카리브,동카리브해|달러|XCD
GYD|Guyanese dollar|가이아나|달러|GY$,GYD
SRD|Surinamese dollar|수리남|달러|SRD
FJD|Fijian dollar|피지|달러|FJD
SBD|Solomon Islands dollar|솔로몬 제도,솔로몬|달러|SI$,SBD
TVD|Tuvaluan dollar|투발루|달러|TVD
LRD|Liberian dollar|라이베리아|달러|LRD
NAD|Namibian dollar|나미비아|달러|N$,NAD
ZWD|Zimbabwean dollar|짐바브웨|달러|ZWD
ZAR|South African rand|남아프리카,남아공,남아프리카 공화국|랜드,란드|ZAR
NGN|Nigerian naira|나이지리아|나이라|NGN,₦
GHS|Ghanaian cedi|가나|세디|GHS,₵
KES|Kenyan shilling|케냐|실링|KES
TZS|Tanzanian shilling|탄자니아|실링|TZS
UGX|Ugandan shilling|우간다|실링|UGX
SOS|Somali shilling|소말리아|실링|
ETB|Ethiopian birr|에티오피아|비르|ETB
AOA|Angolan kwanza|앙골라|콴자|AOA
ZMW|Zambian kwacha|잠비아|콰차|ZMW
MWK|Malawian kwacha|말라위|콰차|MWK
MZN|Mozambican metical|모잠비크|메티칼|MZN
BWP|Botswana pula|보츠와나|풀라|BWP
MGA|Malagasy ariary|마다가스카르|아리아리|MGA
ERN|Eritrean nakfa|에리트레아|낙파|ERN
GMD|Gambian dalasi|감비아|달라시|GMD
SLL|Sierra Leonean leone|시에라 리온|리온|SLL
LSL|Lesotho loti|레소토|로티|LSL
SZL|Swazi lilangeni|스와질란드,에스와티니|릴랑게니|SZL
CVE|Cape Verdean escudo|카보 베르데|에스쿠도|CVE
MRO|Mauritanian ouguiya|모리타니|우기야|MRO
XOF|West African CFA franc|서 아프리카,서 아프리카 CFA|프랑,CFA 프랑|XOF
XAF|Central African CFA franc|중앙 아프리카,중앙 아프리카 CFA|프랑,CFA 프랑|XAF
CDF|Congolese franc|콩고,콩고 민주 공화국|프랑|CDF
BIF|Burundian franc|부룬디|프랑|BIF
RWF|Rwandan franc|르완다|프랑|RWF
DJF|Djiboutian franc|지부티|프랑|DJF
GNF|Guinean franc|기니|프랑|GNF
KMF|Comorian franc|코모로|프랑|KMF
XPF|CFP franc||CFP 프랑|XPF
PGK|Papua New Guinean kina|파푸아 뉴기니|키나|PGK
WST|Samoan tālā|사모아|탈라|WST,WS$
TOP|Tongan paʻanga|통가|팡가|
VUV|Vanuatu vatu|바누아투|바투|VUV
AFN|Afghan afghani|아프가니스탄|아프가니|AFN
NLG|Dutch guilder|네덜란드|길더,굴덴,휠던|NLG
ANG|Netherlands Antillean guilder|네덜란드령 안틸레스|길더,휠던|ANG
FIM|Finnish markka|핀란드|마르카,마르크|FIM
DEM|German mark|독일,서독|마르크|DEM
FRF|French franc|프랑스|프랑|FRF
BEF|Belgian franc|벨기에|프랑|BEF
ITL|Italian lira|이탈리아|리라|ITL
ESP|Spanish peseta|스페인|페세타|ESP
PTE|Portuguese escudo|포르투갈|에스쿠도|PTE
ATS|Austrian schilling|오스트리아|실링|ATS
GRD|Greek drachma|그리스|드라크마|GRD
LTL|Lithuanian litas|리투아니아|리타스|LTL
LVL|Latvian lats|라트비아|라츠|LVL
EEK|Estonian kroon|에스토니아|크론|EEK
LUF|Luxembourg franc|룩셈부르크|프랑|LUF
CYP|Cypriot pound|키프로스|파운드|CYP
MTL|Maltese lira|몰타|리라|MTL
SIT|Slovenian tolar|슬로베니아|톨라르|SIT
STN|São Tomé and Príncipe dobra|상투메 프린시페|도브라|STN
SKK|Slovak koruna|슬로바키아|코루나|SKK
SVC|Salvadoran colón|엘 살바도르|콜론|SVC
AWG|Aruban florin|아루바|플로린|AWG
XBT|Bitcoin||비트코인|BTC,XBT,₿
"""

# Names that several currencies share, and parts of a currency: code | name | words | parts.
_SHARED = """
USD|Dollar|달러,불,딸라,弗,$,dollars,dollar,달러화,bucks|1
GBP|Pound|파운드,파운드화,£,pounds,pound|1
FRF|Franc|프랑,프랑화,francs,franc|1
ESP|Peseta|페세타,페세타화,pesetas,peseta|1
RUB|Ruble|루블,루블화,rubles,ruble|1
INR|Rupee|루피,루피화,rupees,rupee|1
MXN|Peso|페소,페소화,pesos,peso|1
DEM|Mark|마르크,마르크화,marks|1
SEK|Krona|크로나,크로나화|1
DKK|Krone|크로네,크로네화|1
ITL|Lira|리라,리라화|1
RSD|Dinar|디나르|1
AED|Dirham|디르함|1
SAR|Riyal|리얄|1
IRR|Rial|리알|1
KES|Shilling|실링,shillings|1
ZMW|Kwacha|콰차|1
PTE|Escudo|에스쿠도|1
AZN|Manat|마나트|1
USD|Cent|센트,cents,cent,¢|100
GBP|Penny|페니,penny|100
GBP|Pence|펜스,pence|100
EUR|Eurocent|유로센트|100
FRF|Centime|상팀|100
RUB|Kopek|코펙|100
MXN|Centavo|센타보|100
CNY|Jiao|자오|10
KRW|Jeon|전|100
DEM|Pfennig|페니히|100
FIM|Penni|펜니|100
CHF|Rappen|라펜|100
DKK|Øre|외레|100
INR|Paisa|파이사|100
"""


def _spacings(name: str) -> set[str]:
    """A country's name with its words apart and together: 남아프리카 공화국, 남아프리카공화국."""
    return {name, name.replace(" ", "")}


@cache
def currency_words() -> dict[str, Currency]:
    """Every written form, lower-cased, with its currency. Built once, on first use."""
    words: dict[str, Currency] = {}
    for line in _SHARED.strip().splitlines():
        code, name, forms, parts = line.split("|")
        for form in forms.split(","):
            words[form.lower()] = Currency(code, name, True, int(parts))
    for line in _TABLE.strip().splitlines():
        code, name, countries, units, signs = line.split("|")
        currency = Currency(code, name)
        lands = [form for land in filter(None, countries.split(",")) for form in _spacings(land)]
        for unit in filter(None, units.split(",")):
            for land in lands:
                words[f"{land} {unit}".lower()] = words[f"{land}{unit}".lower()] = currency
            words.setdefault(unit.lower(), currency)
        if "달러" in units.split(","):
            cent = Currency(code, "Cent", parts=100)
            for land in lands:
                words[f"{land} 센트".lower()] = words[f"{land}센트".lower()] = cent
        for sign in filter(None, signs.split(",")):
            words[sign.lower()] = currency
    return words
