"""Money beside budgets that is none itself, by who speaks of it and how: what somebody claims or demands,
what a whole country or its people spend, what was left over of a budget, what a statistic counts.
"""

from __future__ import annotations

import re

#: Verbs of giving money, as the stem that -야 and -자 follow.
_GIVE = (
    r"(?:늘려|줄여|깎아|올려|낮춰|덜어|보태|얹어|더해|들여|돌려|빼|"
    r"(?:삭감|증액|감액|편성|확보|투입|투자|지원|배정|마련|추가|책정|반영|확대|축소|보장|투여|조성)(?:해|하여|돼|되어))"
)
_LET_US = (
    r"(?:늘리|줄이|깎|올리|낮추|덜|보태|얹|더하|들이|돌리|빼|쓰|"
    r"(?:삭감|증액|감액|편성|확보|투입|투자|지원|배정|마련|추가|책정|반영|확대|축소)하)자"
)
#: 300억원으로 늘려야 한다, 50억원을 깎자고: what somebody wants, and nobody has decided.
_WANTED = re.compile(
    rf"\s?원?(?:을|를|은|는|이|으로|로|까지|만|씩)?\s(?:[^.“”\d]{{0,16}}?\s)?"
    rf"(?:{_GIVE}야|{_LET_US}(?:고|는|며|면서|는데)|(?:은\s)?(?:돼|되어|있어)야\s(?:한다|하며|하고|합니다)|"
    rf"[가-힣]{{1,6}}\s(?:달라|줄\s것을|할\s것을|것을)(?:고)?\s?(?:요구|요청|건의|촉구|제안|호소)|"
    rf"[가-힣]{{1,4}}라고\s(?:[가-힣]{{1,8}}\s)?(?:요구|요청|촉구|주문|호소)|"
    rf"[가-힣]{{1,6}}할\s것을\s(?:요구|요청|건의|촉구|제안|주문))"
)
#: 300억원이면 넉넉하다: what would do.
_WOULD_DO = re.compile(
    r"\s?원?(?:이)?(?:면|만\s있으면|만으로도|정도면|으로도)\s(?:[가-힣]{1,6}\s)?(?:충분|넉넉|족하|족할|된다|될|되고|모자라|부족|할\s수|살\s수|지을\s수)"
)
_CLAIMS = (
    r"(?:주장|요구|촉구|제안|셈했|셈하|추산|추정|지적|맞섰|맞서|꼬집|비판|건의|호소|내다[봤보]|"
    r"제시|말했|말한|보았|봤다|본다|반박|분석|계산|우려)"
)
#: Those who speak of money without having any to give.
_CLAIMANT = re.compile(
    r"(?:의원|야당|여당|[가-힣]{2}당|연구진|연구팀|단체|노조|노동조합|협회|연합회|연대|전문가|교수|학자|연구자|연구소|연구원|학계|"
    r"업계|상인회|주민|주민들|학부모|농민|어민|대책위|비대위|시민|모임|토론자|기고자|필자|위원|논객)"
    r"(?:들)?(?:은|는|이|가|도|에서는|측은|쪽은|쪽에서는)\s"
)
_NEEDED = re.compile(
    rf"\s?원?(?:이|은|가|는|을|를)?\s(?:[가-힣]{{1,6}}\s)?"
    rf"(?:필요(?:하다|하며|하고|하다고|할)|든다|들\s것|들어간다|모자라|부족)[^.]{{0,30}}{_CLAIMS}"
)
_SAID_OF_IT = re.compile(
    rf"\s?원?(?:은|이|을|를|까지|으로|로|정도)?\s[^.“”\d]{{0,24}}(?:{_CLAIMS})"
)
#: 2조원이 들 것으로 추산했다, by one who has none to give.
_ESTIMATED = re.compile(
    r"\s?원?(?:이|을|가|를|은|에|까지)?\s(?:[가-힣]{1,6}\s)?(?:들|이를|달할|될|넘을|웃돌|육박할|늘|줄)\s?것(?:으로|이라고|이라며)\s(?:추산|추정|내다|예측|전망|분석|계산|보았|봤|본다)"
)
_WANTING = re.compile(r"(?:적어도|최소|최소한|못해도|차라리)\s?(?:약\s)?$")
#: What a whole government, country or province has: never that of one programme.
_OF_ALL = re.compile(
    r"(?:총지출|나라\s?살림(?:살이)?|살림(?:살이)?\s?규모|한\s?해\s?살림|국가\s?(?:전체\s?)?(?:예산|재정)|"
    r"정부\s?(?:전체|총)\s?(?:예산|지출|재정)|(?:나라|정부|도|시|군|구|부처|교육청|지자체)(?:의)?\s(?:한\s?해\s)?(?:전체|총)\s?(?:예산|살림)|"
    r"(?:정부|부처)\s(?:예산|지출)\s전체|국내\s?총생산|GDP|세수|국세\s?수입|국세|지방세(?:\s?수입)?|국가\s?채무|나랏빚|"
    r"국방비|복지\s?지출|보건\s?지출|(?:도|시|군|구|교육청|정부|나라)(?:의)?\s한\s?해\s(?:예산|살림)|"
    r"(?:국가|정부|범정부|전국)(?:의)?\s?(?:전체\s)?(?:연구\s?개발|R&D|인공지능|AI|복지|교육|국방|농업|환경)\s(?:분야\s)?(?:예산|투자))"
    r"(?:안)?(?:은|는|이|가|을|를|도|의|으로|로)?\s?(?:(?:20\d\d년(?:도|에는|에|에만)?|올해|내년|지난해|작년|한\s?해|총|약|모두|무려)\s)*$"
)
#: 정부는 내년 예산안을 700조원으로: from this much on, all that a government has.
_MOST_OF_A_PROGRAMME = 100 * 10**12
_OF_A_GOVERNMENT = re.compile(
    r"(?:정부|나라|국가|도|시|교육청|[가-힣]{1,8}부)(?:의)?\s(?:(?:20\d\d년(?:도)?|올해|내년도?|지난해|한\s?해)\s){0,2}(?:본)?예산(?:안)?(?:은|이|의|에|을)?\s(?:총|약|모두)?\s?$"
)
#: From this much on, what is only called the budget of a ministry or province is all that it has.
_MOST_OF_A_WORK = 10**12
#: What was paid or lost without anyone having set it aside for a programme.
_GONE = re.compile(
    r"\s?원?(?:이|을|가|를|어치가)?\s(?:[가-힣]{1,6}\s)?(?:나갔|나간다|새어|샜|새고|샌다|빠져나|날아가|날아갔|날렸|사라졌|사라진|증발|낭비|잃었|잃은|떼였|털렸|뜯겼)"
)
_IN_MONEY = re.compile(
    r"(?:돈으로|금액으로|값으로|원화로|화폐\s?가치로)\s(?:[가-힣]{1,6}\s)?(?:따지|따져|환산|치면|계산|셈하|바꾸|매기)[가-힣]{0,3}\s?(?:총|약|모두|해마다|한\s?해|연간|무려)?\s?$|"
    r"환산(?:하면|한|해)\s?(?:총|약|모두)?\s?$"
)
_PEOPLE_SPEND = re.compile(
    r"(?:이들|관광객|방문객|여행객|소비자|주민|시민|손님|이용객|국민|학부모|가계|가구|농민|어민|외국인|도민|환자)(?:들)?(?:이|가)\s"
    r"(?:[^.]{0,16}\s)?(?:쓴|낸|쓰는|내는|부담한|부담하는|지출한|날린|잃은|떼인)\s(?:돈|비용|금액|값)(?:은|이|만|도)?\s[^.\d]{0,14}(?:20\d\d년\s)?$"
)
#: What is gained, saved or agreed on.
_GAINED = re.compile(
    r"\s?원?(?:의|어치의|\s?상당의)\s(?:[가-힣]{1,6}\s)?(?:효과|이득|손해|이익|가치)|\s?원?(?:을|를)?\s(?:덜|줄일)\s|"
    r"\s?원?에\s(?:계약|낙찰|팔렸|팔린|팔아|사들)"
)
#: What of a budget was spent or left over.
_LEFT = re.compile(
    r"(?:(?:집행|불용|이월|미집행|반납|지출|소진)(?:액|된\s(?:돈|금액|예산))|집행\s?(?:잔액|실적)|(?:실제(?:로)?\s(?:쓴|쓰인|집행한|집행된|들어간|나간)|남은|못\s쓴|쓰지\s못한|남긴)\s(?:돈|예산|금액))"
    r"(?:은|는|이|가|도|만)?\s?(?:총|약|모두|(?:20\d\d년|지난해|올해)\s?)?\s?$"
)
_ONLY_SPENT = re.compile(
    r"\s?원?(?:만|밖에|뿐|가량만|정도만)\s?(?:이\s)?(?:집행|쓰[이였]|썼|쓴|쓰고|지출|사용|나갔|소진)|"
    r"\s?원?(?:을|를|이|은|는)\s(?:[가-힣]{1,5}\s)?(?:쓰지\s(?:못|않)|집행하지\s(?:못|않)|못\s썼|남았|남겼|남긴|반납|이월|불용)"
)
#: Characters before an amount in which stands what makes it no budget.
_NEAR = 160
#: 나머지 20억원은 민간에서 댄다: a share, by who bears it.
_SHARED = re.compile(
    r"\s?원?(?:은|는|을|를)\s(?:[가-힣·]{1,10}(?:에서|이|가|와|과)?\s){0,2}(?:나눠\s|나누어\s|함께\s|각각\s|스스로\s)?(?:내[고며]|낸다|냈다|냅니다|댄다|댑니다|대고|대며|부담|분담|맡는다|떠안)"
)
_REST = re.compile(
    r"(?:나머지|부족한|모자란|잔여)\s(?:[가-힣]{1,4}\s)?$|(?:사업비|총액|비용|예산)의\s(?:약\s)?\d[\d.]*\s?%인\s$"
)
#: What another country spends.
_ABROAD = re.compile(
    r"(?<![가-힣])(?:미국|중국|일본|독일|영국|프랑스|대만|인도|캐나다|호주|싱가포르|네덜란드|핀란드|스웨덴|덴마크|유럽(?:연합)?|EU)(?:\s정부)?(?:은|는|이|가|도|에서는|에서도)\s[^.]{0,80}$"
)
_PUT_FORWARD = re.compile(r"\s?원?(?:을|를|으로|로|안을)\s(?:제시|제안|요구|주장|요청)")
_TOPIC = re.compile(r"(?P<topic>[가-힣A-Za-z·]{2,})(?:은|는|이|가|도)\s")
_TIMES = re.compile(
    r"(?:년도?|올해|내년|작년|지난해|금년|당시|그해|이듬해|첫해)에?$|(?:합계|전체|모두|규모|총액|금액)$"
)
_WAS = re.compile(
    r"\s?원?(?:이었|였|(?:안팎|가량|정도|남짓)(?:이었|였)|에\s(?:달했|달하였|이르렀|이른다|이릅|그쳤)|(?:으)?로\s(?:추산|추정|집계|나타났|조사|크게\s갈))"
)
#: Words that make a statement one of what is set aside for something.
_SET_ASIDE = re.compile(
    r"예산|사업|투자|투입|재원|국비|도비|시비|군비|구비|기금|지원|출연|프로젝트|계획|개발|구축|조성|건립|건설|설치|정비|보급|확충|"
    r"확보|배정|편성|추경|본예산|정부안|공사|도입|운영|연구비|과제|비용|당초|[’'」]"
)


def is_other_money(text: str, sentence: tuple[int, int], start: int, end: int, won: int) -> bool:
    """Whether the amount at [start, end) of a text is money that nobody sets aside for a programme."""
    before = text[max(sentence[0], start - _NEAR) : start]
    return (
        _is_claimed(text, before, end)
        or won >= _MOST_OF_A_PROGRAMME
        or (won >= _MOST_OF_A_WORK and _OF_A_GOVERNMENT.search(before) is not None)
        or bool(_OF_ALL.search(before) or _IN_MONEY.search(before) or _PEOPLE_SPEND.search(before))
        or bool(_GONE.match(text, end) or _GAINED.match(text, end))
        or bool(_LEFT.search(before) or _ONLY_SPENT.match(text, end))
        or bool(_REST.search(before) and _SHARED.match(text, end))
        or bool(_ABROAD.search(before))
        or _is_statistic(
            f"{before}{text[start : min(sentence[1], end + _NEAR)]}", text, before, end
        )
    )


def _is_claimed(text: str, before: str, end: int) -> bool:
    """Whether somebody claims, demands or proposes an amount. What a member of an assembly says that a
    programme has is a budget all the same."""
    if _WANTED.match(text, end) or _WOULD_DO.match(text, end):
        return True
    if _CLAIMANT.search(before) is None:
        return False
    if _ESTIMATED.match(text, end):
        return True
    wanting = _WANTING.search(before) and _SAID_OF_IT.match(text, end)
    return bool(_NEEDED.match(text, end) or _PUT_FORWARD.match(text, end) or wanting)


def _is_statistic(sentence: str, text: str, before: str, end: int) -> bool:
    """``어선이 떠안은 수리 값은 76억 원이었다``: something counted, of which nothing says that it is paid
    by a state. What only a year says (2030년은 76억 원이었다) goes on with what was told before."""
    if _WAS.match(text, end) is None or _SET_ASIDE.search(sentence):
        return False
    topics = [match["topic"] for match in _TOPIC.finditer(before)]
    return bool(topics) and not _TIMES.search(topics[-1])
