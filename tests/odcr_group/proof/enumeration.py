"""Which cases there are: derived from the calls that each story is seen to make, and a fair sample of them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from random import Random

from tests.odcr_group.proof.cases import Case, outcome_of
from tests.odcr_group.proof.cloudformation import Made
from tests.odcr_group.proof.faults import PAIRED, Fault, is_look
from tests.odcr_group.proof.stories import CONDITIONS, Story, stories

EVERY_FAULT = tuple(Fault)
OF_SINGLES = (
    *stories(tuple(CONDITIONS), backwards=(False,)),
    *stories(("kind",), backwards=(True,)),
)
OF_PAIRS = tuple(stories(("kind",), backwards=(False,)))


def singles(story: Story, made: Sequence[Made]) -> list[Case]:
    """Every fault at every call that the story makes when nothing disturbs it."""
    return [Case(story, (meeting,)) for meeting in meetings(made, EVERY_FAULT)]


def pairs(first: Case, made: Sequence[Made]) -> list[Case]:
    """Every second fault at every call that is made after the first fault, those of the clean-up included."""
    ((number, fault),) = first.faults
    if fault not in PAIRED:
        return []
    return [Case(first.story, (*first.faults, later)) for later in meetings(made, PAIRED) if later[0] > number]


def meetings(made: Sequence[Made], faults: Sequence[Fault]) -> Iterator[tuple[int, Fault]]:
    """Which fault can meet which call.

    Of a call that is made again and again while a handler waits, always after the same change: the first two times and
    the last.
    """
    for number in sorted(_representatives(made)):
        for fault in faults:
            if fault.can_meet(made[number].operation):
                yield number, fault


def _representatives(made: Sequence[Made]) -> set[int]:
    repeated: dict[tuple[Made, Made | None], list[int]] = defaultdict(list)
    change: Made | None = None
    for number, call in enumerate(made):
        repeated[call, change].append(number)
        change = change if is_look(call.operation) else call
    return {number for numbers in repeated.values() for number in (*numbers[:2], numbers[-1])}


def sample(count: int, seed: int = 0) -> Iterator[Case]:
    """So many cases, singles and pairs by turns, always the same for a seed.

    Every operation is as likely as another, so is every story of one, and every case of a story.
    """
    random = Random(seed)
    actions = sorted({story.action for story in OF_PAIRS})
    while count > 0:
        for among in (OF_SINGLES, OF_PAIRS):
            action = random.choice(actions)
            story = random.choice([story for story in among if story.action == action])
            case = random.choice(singles(story, outcome_of(Case(story)).made))
            if among is OF_PAIRS and (followed := pairs(case, outcome_of(case).made)):
                case = random.choice(followed)
            yield case
            count -= 1
