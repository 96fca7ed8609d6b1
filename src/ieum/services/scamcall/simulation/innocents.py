"""People of the simulated country who do no wrong and are spoken of all the same."""

from __future__ import annotations

from ieum.exchange.parties.values import PartyKind
from ieum.services.scamcall.simulation import country
from ieum.services.scamcall.simulation.story import Seen, Story
from ieum.services.scamcall.simulation.truth import Innocence
from ieum.services.scamcall.vocabulary import Manoeuvre, SignalType, SubjectKind

MISTAKEN_NUMBERS_A_DAY, MISTAKEN_ACCOUNTS_A_DAY = 60.0, 20.0
#: Numbers of shops and collectors that call many about money, and how often each is suspected.
BILLING_NUMBERS, BILLING_NOTICED_A_DAY, BILLING_REPORTED_A_DAY = 12, 1.5, 0.5
COLLUSIONS_A_DAY, COLLUDING_REPORTS = 4.0, 40
CLAIMS_A_DAY = 2.0
_REPORTED_TO = (PartyKind.TELECOM, PartyKind.POLICE, PartyKind.AGENCY, PartyKind.BANK)


def let_be_spoken_of(story: Story) -> None:
    """Let mistakes, suspicious machines, colluders and false claimants be at work."""
    chance = story.chance
    story.often(MISTAKEN_NUMBERS_A_DAY, lambda: _mistaken_number(story))
    story.often(MISTAKEN_ACCOUNTS_A_DAY, lambda: _mistaken_account(story))
    for _ in range(BILLING_NUMBERS):
        number = country.citizen_number(chance)
        story.truth.accuse(number, Innocence.BILLING)

        def noticed(number: str = number) -> None:
            maker = story.one_of(PartyKind.HANDSET, PartyKind.TELECOM).id
            _say_of_number(story, 1, maker, SignalType.HANDSET_DETECTION, number, (50, 75))

        def reported(number: str = number) -> None:
            office = story.one_of(*_REPORTED_TO).id
            _say_of_number(story, 30, office, SignalType.NUMBER_REPORT, number, (30, 60))

        story.often(BILLING_NOTICED_A_DAY, noticed)
        story.often(BILLING_REPORTED_A_DAY, reported)
    story.often(COLLUSIONS_A_DAY, lambda: _collusion(story))
    story.often(CLAIMS_A_DAY, lambda: _claim(story))


def _mistaken_number(story: Story) -> None:
    number = country.citizen_number(story.chance)
    story.truth.accuse(number, Innocence.MISTAKE)
    sender = story.one_of(*_REPORTED_TO).id
    wait = story.chance.uniform(5, 120)
    _say_of_number(story, wait, sender, SignalType.NUMBER_REPORT, number, (30, 70))


def _mistaken_account(story: Story) -> None:
    account = country.account(story.chance)
    story.truth.accuse(account, Innocence.MISTAKE)
    _say_of_account(story, 5, story.one_of(PartyKind.BANK).id, account, (40, 70))


def _collusion(story: Story) -> None:
    """People of one group report a shopkeeper's account again and again, as sure as can be."""
    chance = story.chance
    account = country.account(chance)
    story.truth.accuse(account, Innocence.COLLUSION)
    story.truth.colluded += 1
    group = [one for one in country.members() if one.group == country.COLLUDING]
    for _ in range(COLLUDING_REPORTS):
        member = chance.choice(group)
        type = (
            SignalType.COLLECTION_ACCOUNT
            if member.kind is PartyKind.BANK
            else SignalType.NUMBER_REPORT
        )
        _say_of_account(story, chance.uniform(0, 90), member.id, account, (100, 100), type)


def _claim(story: Story) -> None:
    """Somebody tells the police and a bank, both acting in good faith, that they were defrauded."""
    account = country.account(story.chance)
    story.truth.accuse(account, Innocence.CLAIM)
    for kind in (PartyKind.POLICE, PartyKind.BANK):
        sender = story.one_of(kind).id
        _say_of_account(story, story.chance.uniform(5, 120), sender, account, (50, 75))


def _say_of_number(
    story: Story, wait: float, sender: str, type: SignalType, number: str, sure: tuple[int, int]
) -> None:
    seen = Seen(sender, type, SubjectKind.PHONE, number, story.minute, story.sure(*sure))
    story.say(wait, seen)


def _say_of_account(
    story: Story,
    wait: float,
    sender: str,
    account: str,
    sure: tuple[int, int],
    type: SignalType = SignalType.COLLECTION_ACCOUNT,
) -> None:
    story.say(
        wait,
        Seen(
            sender,
            type,
            SubjectKind.ACCOUNT,
            account,
            story.minute,
            story.sure(*sure),
            Manoeuvre.OTHER,
        ),
    )
