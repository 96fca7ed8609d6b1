"""Gangs of the simulated country: they call, show false numbers, take money, and change what is bound."""

from __future__ import annotations

from ieum.exchange.parties.values import PartyKind
from ieum.services.scamcall.simulation import country
from ieum.services.scamcall.simulation.story import DAY, Seen, Story
from ieum.services.scamcall.simulation.truth import Innocence
from ieum.services.scamcall.vocabulary import (
    Action,
    CallerId,
    Manoeuvre,
    SignalType,
    SubjectKind,
)

CALLS_A_DAY = 110.0
#: Shares of calls: with a false number shown; noticed by the handset or the network; known to the
#: network while it lasts; reported by whoever was called; in which money is sent.
SPOOFED, NOTICED, KNOWN, REPORTED, PAID = 0.2, 0.35, 0.2, 0.15, 0.05
MISTYPED = 0.05
#: How often a bank that noticed an account sees where the money went on to.
SEEN_ONWARD = 0.6
#: How many do not hear from their telecom that the number they got had been somebody else's.
UNTOLD = 0.2
_OFFICES = (PartyKind.TELECOM, PartyKind.POLICE, PartyKind.AGENCY)
_NETWORKS = (PartyKind.TELECOM, PartyKind.HANDSET)


class Gang:
    """A gang: one number and one account at a time, and people whose numbers it likes to show."""

    def __init__(self, story: Story) -> None:
        self.story = story
        chance = story.chance
        self.manoeuvre = chance.choice(list(Manoeuvre)[:6])
        self.shows = [country.citizen_number(chance) for _ in range(3)]
        self.number = self.account = ""
        self.bank = story.one_of(PartyKind.BANK)
        #: Where the money of all its accounts goes on to.
        self.purse = country.account(story.onward)
        self.rent()
        self.open()
        story.often(CALLS_A_DAY, self.call)

    def rent(self) -> None:
        """Take another number, and let the one before go to somebody else some days later."""
        story, chance = self.story, self.story.chance
        old = self.number
        if old:
            story.truth.give_up(old, story.minute)
            is_told = chance.random() >= UNTOLD

            def recycle() -> None:
                story.truth.recycle(old)
                story.passed_on.append((old, is_told))

            story.later(chance.uniform(2, 10) * DAY, recycle)
        number = country.gang_number(chance)
        while story.truth.fraud(number) is not None:
            number = country.gang_number(chance)
        self.number = number
        story.truth.begin(number, SubjectKind.PHONE, story.minute)
        story.watchers[number] = self.bound
        story.later(chance.expovariate(1 / (30 * 60)), lambda: self.change(number))

    def open(self) -> None:
        """Take another account."""
        story, chance = self.story, self.story.chance
        if self.account:
            story.truth.give_up(self.account, story.minute)
        account = country.account(chance)
        self.account, self.bank = account, story.one_of(PartyKind.BANK)
        story.truth.begin(account, SubjectKind.ACCOUNT, story.minute)
        story.watchers[account] = self.bound
        story.later(chance.expovariate(1 / (2 * DAY)), lambda: self.change(account))

    def change(self, what: str) -> None:
        """Change a number or an account, if it is still in use."""
        if what == self.number:
            self.rent()
        elif what == self.account:
            self.open()

    def bound(self, what: str, action: Action) -> None:
        """Learn after a while that something is bound, and change it."""
        if action is Action.BLOCK:
            self.story.later(self.story.chance.uniform(20, 90), lambda: self.change(what))
        elif action in (Action.DELAY, Action.FREEZE):
            self.story.later(self.story.chance.uniform(60, 240), lambda: self.change(what))

    def call(self) -> None:
        """Call somebody."""
        story, chance = self.story, self.story.chance
        spoofed = chance.random() < SPOOFED
        shown = self.number
        if spoofed:
            shown = chance.choice([*self.shows, *country.official_numbers()[:2]])
            story.truth.accuse(shown, Innocence.SPOOFED)
        called = country.citizen_number(chance)
        story.truth.accuse(called, Innocence.VICTIM)
        if chance.random() < NOTICED:
            member = story.one_of(*_NETWORKS)
            self._speak(
                chance.uniform(0.5, 3),
                member.kind,
                member.id,
                shown,
                spoofed,
                SignalType.HANDSET_DETECTION,
                story.sure(60, 95),
            )
        if chance.random() < KNOWN:
            telecom = story.one_of(PartyKind.TELECOM).id
            self._protect(0.5, telecom, SignalType.SUSPICIOUS_CALL, SubjectKind.PHONE, called)
        if chance.random() < REPORTED:
            self._reported(shown, spoofed)
        if chance.random() < PAID:
            self._paid(shown, spoofed, called)

    def _reported(self, shown: str, spoofed: bool) -> None:
        story, chance = self.story, self.story.chance
        member = story.one_of(*_OFFICES)
        wait = min(chance.lognormvariate(2.7, 1.0), 600)
        if chance.random() < MISTYPED:
            shown = shown[:-1] + str((int(shown[-1]) + chance.randint(1, 9)) % 10)
            story.truth.accuse(shown, Innocence.MISTYPED)
        sure = story.sure(50, 90)
        self._speak(wait, member.kind, member.id, shown, spoofed, SignalType.NUMBER_REPORT, sure)

    def _paid(self, shown: str, spoofed: bool, called: str) -> None:
        story, chance = self.story, self.story.chance
        account, bank = self.account, self.bank.id
        won = chance.randrange(1, 50) * 1_000_000
        wait = chance.uniform(10, 90)

        def pay() -> None:
            fraud = story.truth.fraud(account)
            if fraud is not None and fraud.bound is None:
                fraud.won_before += won
            elif fraud is not None:
                fraud.won_after += won

        story.later(wait, pay)
        if chance.random() < 0.3:
            maker = story.one_of(*_NETWORKS).id
            for type in (SignalType.MALICIOUS_VISIT, SignalType.REMOTE_CONTROL):
                self._protect(wait / 2, maker, type, SubjectKind.PHONE, called)
        if chance.random() < 0.4:
            noticed = wait + chance.uniform(2, 60)
            self._collect(noticed, bank, account, shown, won, (50, 85))
            self._follow(noticed, bank, account, won)
        payer, payers_bank = country.account(chance), story.one_of(PartyKind.BANK).id
        if chance.random() < 0.5:
            story.truth.accuse(payer, Innocence.VICTIM)
            self._protect(
                wait + 5, payers_bank, SignalType.VICTIM_ACCOUNT, SubjectKind.ACCOUNT, payer
            )
        if chance.random() < 0.7:
            realised = wait + min(chance.lognormvariate(5.2, 0.8), DAY)
            police = story.one_of(PartyKind.POLICE)
            self._collect(realised, police.id, account, shown, won, (85, 95))
            self._collect(
                realised + chance.uniform(5, 30), payers_bank, account, shown, won, (80, 95)
            )
            self._speak(
                realised,
                police.kind,
                police.id,
                shown,
                spoofed,
                SignalType.NUMBER_REPORT,
                story.sure(70, 95),
            )

    def _speak(
        self,
        wait: float,
        kind: PartyKind,
        sender: str,
        shown: str,
        spoofed: bool,
        type: SignalType,
        sure: int,
    ) -> None:
        """Let somebody speak of the number that was shown; who can trace the call may know if it was false."""
        chance = self.story.chance
        knows = {PartyKind.TELECOM: 0.85, PartyKind.POLICE: 0.3}.get(kind, 0.0)
        caller_id = CallerId.UNVERIFIED
        if chance.random() < knows:
            is_wrong = chance.random() < 0.02
            caller_id = CallerId.SPOOFED if spoofed is not is_wrong else CallerId.VERIFIED
        self.story.say(
            wait,
            Seen(
                sender,
                type,
                SubjectKind.PHONE,
                shown,
                self.story.minute,
                sure,
                self.manoeuvre,
                caller_id,
            ),
        )

    def _collect(
        self, wait: float, sender: str, account: str, shown: str, won: int, sure: tuple[int, int]
    ) -> None:
        self.story.say(
            wait,
            Seen(
                sender,
                SignalType.COLLECTION_ACCOUNT,
                SubjectKind.ACCOUNT,
                account,
                self.story.minute + wait,
                self.story.sure(*sure),
                self.manoeuvre,
                counterpart_kind=SubjectKind.PHONE,
                counterpart=shown,
                amount_won=won,
            ),
        )

    def _follow(self, noticed: float, bank: str, account: str, won: int) -> None:
        """Let the bank that noticed an account say where the money of it went on to, if it sees that."""
        chance = self.story.onward
        if chance.random() >= SEEN_ONWARD:
            return
        wait = noticed + chance.uniform(1, 20)
        self.story.say(
            wait,
            Seen(
                bank,
                SignalType.COLLECTION_ACCOUNT,
                SubjectKind.ACCOUNT,
                account,
                self.story.minute + wait,
                chance.randint(50, 85),
                self.manoeuvre,
                counterpart_kind=SubjectKind.ACCOUNT,
                counterpart=self.purse,
                amount_won=int(won * chance.uniform(0.5, 1.0)),
            ),
        )

    def _protect(
        self, wait: float, sender: str, type: SignalType, kind: SubjectKind, whom: str
    ) -> None:
        self.story.say(
            wait, Seen(sender, type, kind, whom, self.story.minute + wait, 80, self.manoeuvre)
        )
