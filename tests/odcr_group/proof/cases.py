"""One case: a story, the faults at these numbers of its calls, and whether all promises are kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cfn_local.services import clock
from tests.odcr_group.proof import account
from tests.odcr_group.proof.cloudformation import AwsAnswer, BreachError, CloudFormation, Made
from tests.odcr_group.proof.faults import Fault
from tests.odcr_group.proof.messages import complaint_about
from tests.odcr_group.proof.promises import (
    GROUP_TAG,
    NOTHING,
    Watch,
    bystanders_are_untouched,
    shares_of,
    what_others_have,
)
from tests.odcr_group.proof.stories import BY_NAME, CONDITIONS, ZONES, Story, group_of

SECONDS_UNTIL_ALL_IS_SEEN = 600


@dataclass(frozen=True)
class Case:
    """A story with the faults that its calls meet: the number of the call, counted from 0, and the fault."""

    story: Story
    faults: tuple[tuple[int, Fault], ...] = ()

    def __str__(self) -> str:
        return "/".join([self.story.name, *(f"{number}:{fault}" for number, fault in self.faults)])

    @classmethod
    def named(cls, name: str) -> "Case":
        """The reverse of `str`."""
        *story, _ = f"{name}/".split("/")
        faults = [part.split(":") for part in story if ":" in part]
        named = Story.named("/".join(part for part in story if ":" not in part))
        return cls(named, tuple((int(number), Fault(fault)) for number, fault in faults))


@dataclass(frozen=True)
class Outcome:
    """What came of a case: all calls that were disturbed or could have been, and the promise that was broken."""

    made: tuple[Made, ...]
    answers: tuple[str, ...] = ()
    breach: str = ""


def outcome_of(case: Case, aws: AwsAnswer = account.answer) -> Outcome:
    """Play the case in an account of its own, with the calls answered by `aws`."""
    account.start_anew()
    play = Play(case, aws)
    breach = ""
    try:
        with play.cloudformation.in_front():
            play.all()
    except BreachError as error:
        breach = str(error)
    return Outcome(tuple(play.cloudformation.made), tuple(play.cloudformation.answers), breach)


class Play:
    """One case as it goes."""

    def __init__(self, case: Case, aws: AwsAnswer) -> None:
        self.story = case.story
        self.cloudformation = CloudFormation(dict(case.faults), backwards=case.story.backwards, answer=aws)
        self.watch = Watch(arns=self.cloudformation.arns)
        self.others: dict[str, Any] = {}
        self.may_miss_tags = False

    def all(self) -> None:
        """The story from its beginning to its end."""
        self._others_are_there()
        match self.story.action:
            case "CREATE":
                self._create()
            case "UPDATE":
                self._update()
            case "DELETE":
                self._made_before(group_of(ZONES[self.story.zones]))
                account.apply(CONDITIONS[self.story.conditions])
                self._delete(is_counting=True)
        bystanders_are_untouched(self.others)

    def _others_are_there(self) -> None:
        """Another group, with a reservation in a zone of ours, which nothing here may touch."""
        self.others = what_others_have(account.buy_for_others())
        self.watch.bystanders = frozenset(self.others)
        self.cloudformation.watch = self.watch

    def _others_have_more(self) -> None:
        """What others have made of ours: it is theirs without the tag of the group, and ours with it."""
        group = self.cloudformation.arn.split("/")[1]
        ours = [r for r in account.billed() if r.tags.latest.get(GROUP_TAG) == group]
        theirs = {r.reservation_id for r in account.billed()} - {r.reservation_id for r in ours}
        self.others = what_others_have([*self.others, *theirs])
        self.watch.bystanders = frozenset(self.others)
        zones = [r.attributes.zone_name for r in ours]
        self.watch.doubled = frozenset(zone for zone in zones if zones.count(zone) > 1)

    def _made_before(self, model: Mapping[str, Any]) -> None:
        """The group as it was completed before the story begins, on a kind AWS."""
        self.cloudformation.known = self._undisturbed("CREATE", model)
        self.watch.old = shares_of(model)

    def _create(self) -> None:
        account.apply(CONDITIONS[self.story.conditions])
        self.cloudformation.known = None
        asked = group_of(ZONES[self.story.zones])
        is_made = self._disturbed("CREATE", asked)
        if is_made:
            self._completed(asked)
        else:
            self._nothing_rolls_back()
        if self.cloudformation.known:
            self._delete(is_counting=not is_made)

    def _nothing_rolls_back(self) -> None:
        """An express deployment leaves it at that. Only a handler that was not invoked again can say nothing."""
        if not any(fault is Fault.DEATH for fault, _ in self.cloudformation.met):
            account.apply({})
            self.watch.nothing_is_billed_unsaid(self.cloudformation.answers[-1])
            account.apply(CONDITIONS[self.story.conditions])

    def _update(self) -> None:
        change = BY_NAME[self.story.change]
        before, after = change.models(ZONES[self.story.zones])
        self._made_before(before)
        identifier = {"Arn": self.cloudformation.arn}
        lost = change.damage()
        self._others_have_more()
        self.watch.old = {zone: share for zone, share in self.watch.old.items() if zone not in lost}
        account.apply(CONDITIONS[self.story.conditions])
        self.watch.new = shares_of(after)
        if self._disturbed("UPDATE", {**after, **identifier}):
            self._completed(after)
        elif self.story.sequel == "UPDATE":
            self._rolled_back({**before, **identifier})
        else:
            self._delete(is_counting=True)
            return
        self._delete(is_counting=False)

    def _rolled_back(self, before: Mapping[str, Any]) -> None:
        """CloudFormation updates back, and continues the rollback when that fails, too.

        Where changes of tags show late, the rollback may not see those that the failed update has made.
        """
        self.may_miss_tags = self.story.shows_late
        if not self._disturbed("UPDATE", before):
            self._undisturbed("UPDATE", before)
        self._completed(before)

    def _completed(self, model: Mapping[str, Any]) -> None:
        """The operation has succeeded: exactly that is held from now on, and read."""
        self.watch.old = self.watch.new = shares_of(model)
        self.watch.is_exactly(model)
        self._everything_shows()
        if self.may_miss_tags:
            return
        self.watch.has_tags_of(model)
        read = self._undisturbed("READ", {"Arn": self.cloudformation.arn})
        if wrong := {name: read.get(name) for name, value in model.items() if not _is_same(read.get(name), value)}:
            raise BreachError(f"a read shows {wrong} where {model} was asked for")

    def _delete(self, *, is_counting: bool) -> None:
        """What CloudFormation knows is deleted, at the second attempt at the latest."""
        self.watch.old = self.watch.new = NOTHING
        arn = {"Arn": self.cloudformation.arn}
        if not (is_counting and self._disturbed("DELETE", arn)):
            self._undisturbed("DELETE", arn)
        self._everything_shows()
        self.watch.nothing_is_billed()
        self.watch.no_alarm_is_left()
        if not self.story.shows_late:  # a group that does not show when it is to go stays: it costs nothing
            self.watch.no_group_is_left()

    @staticmethod
    def _everything_shows() -> None:
        account.apply({})
        clock.advance(SECONDS_UNTIL_ALL_IS_SEEN)

    def _undisturbed(self, action: str, model: Mapping[str, Any]) -> dict[str, Any]:
        answer = self.cloudformation.run(action, model, is_counting=False)
        if not _is_done(answer):
            raise BreachError(f"{action} fails although nothing disturbs it: {answer['message']}")
        return dict(answer.get("resourceModel", {}))

    def _disturbed(self, action: str, model: Mapping[str, Any]) -> bool:
        """Whether the operation succeeds. A failure must have a reason that does not pass, and name it."""
        answer = self.cloudformation.run(action, model)
        if _is_done(answer):
            return True
        is_hindered = self.story.shows_late or len(self.cloudformation.met) > 1
        if action == "CREATE" and is_hindered and not self.cloudformation.has_paid:
            return False  # a group that does not show stands in its own way, and going back twice is for good
        complaint = complaint_about(answer, self.cloudformation, self.watch)
        if complaint:
            raise BreachError(f"{action} {complaint}; it said: {answer['message']!r}")
        return False


def _is_done(answer: Mapping[str, Any]) -> bool:
    return answer["status"] == "SUCCESS" or (answer["errorCode"] == "NotFound")


def _is_same(read: Any, asked: Any) -> bool:
    """Equal, lists in any order."""
    if isinstance(asked, list):
        return sorted(read or [], key=str) == sorted(asked, key=str)
    return bool(read == asked)
