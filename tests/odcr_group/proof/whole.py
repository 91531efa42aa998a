"""All cases of one story, or of all of them, and what was found."""

from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field

from tests.odcr_group.proof.cases import Case, Outcome, outcome_of
from tests.odcr_group.proof.enumeration import OF_PAIRS, OF_SINGLES, pairs, singles
from tests.odcr_group.proof.stories import Story


@dataclass
class Found:
    """How many stories, calls, singles and pairs there were of each operation, and which broke a promise."""

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    breaches: list[tuple[Case, Outcome]] = field(default_factory=list)

    def add(self, other: "Found") -> None:
        """Take over what was found elsewhere."""
        for action, counts in other.counts.items():
            self.counts.setdefault(action, Counter()).update(counts)
        self.breaches += other.breaches


def found_in(story: Story) -> Found:
    """Every case of the story. A pair is not tried where the first fault alone breaks a promise."""
    found = Found()
    counts = found.counts.setdefault(story.action, Counter(stories=1))
    undisturbed = _tried(Case(story), found)
    counts["calls"] += len(undisturbed.made)
    for single in singles(story, undisturbed.made):
        counts["singles"] += 1
        first = _tried(single, found)
        if story in OF_PAIRS and not first.breach:
            for pair in pairs(single, first.made):
                counts["pairs"] += 1
                _tried(pair, found)
    return found


def _tried(case: Case, found: Found) -> Outcome:
    outcome = outcome_of(case)
    if outcome.breach:
        found.breaches.append((case, outcome))
    return outcome


def found_in_all(processes: int, stories: Iterable[Story] = OF_SINGLES) -> Iterator[Found]:
    """Every story, in so many processes; each as soon as it is done."""
    longest_first = sorted(stories, key=lambda story: (story in OF_PAIRS, story.zones), reverse=True)
    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(found_in, longest_first)
