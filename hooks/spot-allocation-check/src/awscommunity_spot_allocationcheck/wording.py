"""Wording of a verdict: one message that Cloud Control does not truncate, and an annotation per rule."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .rules import Finding, Status
from .settings import Settings
from .verdict import Verdict

# Cloud Control truncates a hook's message here, and CloudFormation at 4096.
LONGEST_MESSAGE = 1024
LONGEST_NOTES = 300
GUIDE = "https://docs.aws.amazon.com/autoscaling/ec2/userguide"
LINK_OF_RULE = {
    "MixedInstancesPolicy": f"{GUIDE}/mixed-instances-groups-set-up-overview.html",
    "InstanceTypes": f"{GUIDE}/mixed-instances-groups-set-up-overview.html",
    "SpotAllocationStrategy": f"{GUIDE}/allocation-strategies.html",
    "AvailabilityZones": "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-best-practices.html",
    "SpotCapacityPools": "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-best-practices.html",
    "CapacityRebalance": f"{GUIDE}/ec2-auto-scaling-capacity-rebalancing.html",
    "SpotMaxPrice": f"{GUIDE}/mixed-instances-groups-set-up-overview.html",
}
LINK_OF_REFUSALS = f"{GUIDE}/mixed-instances-groups-set-up-overview.html"
WAYS_OUT = (
    "two ways out are Scope SPOT_ONLY in the hook's configuration, or such a policy with "
    "OnDemandPercentageAboveBaseCapacity 100."
)


@dataclass(frozen=True)
class Remark:
    """One rule's annotation. `status` is PASSED, FAILED or SKIPPED; `remediation` is "" unless there is a problem.

    AWS has no status for a warning: it is SKIPPED, says so in its message, and has a weight of its own.
    """

    rule: str
    status: str
    message: str
    remediation: str
    link: str
    is_warning: bool = False


def message_of(verdict: Verdict, settings: Settings) -> str:
    """Return the verdict, notes, and fixes of the most important findings; at most 1024 characters."""
    notes = _fitted([*verdict.notes, *settings.ignored], LONGEST_NOTES)
    if not verdict.is_rejected:
        start = ["Passed.", *filter(None, [verdict.reason]), *notes]
        warnings = map(_warning, verdict.warned)
        return " ".join([*start, *_fitted(warnings, LONGEST_MESSAGE - len(" ".join(start)) - 1)])
    failed = verdict.failed
    head = f"Rejected: {len(failed)} of {_judged(verdict)} rules failed." if failed else "Rejected."
    start, end = [head, *filter(None, [verdict.reason]), *notes], _ways_out(verdict)
    room = LONGEST_MESSAGE - len(" ".join([*start, *end])) - 1
    sentences = [*map(_sentence, failed or verdict.open), *map(_warning, verdict.warned)]
    return " ".join([*start, *_fitted(sentences, room), *end])


def remarks_of(verdict: Verdict) -> Iterator[Remark]:
    """Yield the annotation of each rule."""
    for finding in verdict.findings:
        status, message = _status_and_message(finding, verdict)
        is_warning = finding.status is Status.WARNED
        is_amiss = is_warning or finding.status in (Status.FAILED, Status.OPEN)
        remediation = f"{finding.path}: {finding.fix}." if is_amiss else ""
        link = LINK_OF_RULE.get(finding.rule, LINK_OF_REFUSALS)
        yield Remark(finding.rule, status, message, remediation, link, is_warning)


def _status_and_message(finding: Finding, verdict: Verdict) -> tuple[str, str]:
    if not finding.path:
        return finding.status.value, f"{finding.found}."
    facts = _facts(finding)
    if finding.status is Status.WARNED:
        return "SKIPPED", f"Warning: {facts}"
    if finding.status is Status.OPEN:
        return "SKIPPED", f"Not settled, since the {finding.question} was not read. {facts}"
    if finding.status is Status.SKIPPED or (finding.status is Status.FAILED and not verdict.is_rejected):
        return "SKIPPED", f"Not applied. {facts}"
    return finding.status.value, facts


def _sentence(finding: Finding) -> str:
    return f"{_facts(finding)} {finding.fix}."


def _warning(finding: Finding) -> str:
    return f"Warning: {_sentence(finding)}"


def _facts(finding: Finding) -> str:
    return f"{finding.path}: {finding.found}; wanted: {finding.wanted}."


def _ways_out(verdict: Verdict) -> list[str]:
    """Suggest exemptions for a group without Spot; none if it is known to use Spot, or only AWS rejects it."""
    if verdict.uses_spot or (verdict.failed and all(one.is_refusal for one in verdict.failed)):
        return []
    return [f"{'If it uses' if verdict.uses_spot is None else 'It uses'} no Spot: {WAYS_OUT}"]


def _judged(verdict: Verdict) -> int:
    return sum(finding.status not in (Status.SKIPPED, Status.WARNED) for finding in verdict.findings)


def _fitted(sentences: Iterable[str], room: int) -> list[str]:
    """Return as many sentences as fit, in order, and the number of the others."""
    fitting: list[str] = []
    left = list(sentences)
    while left and len(" ".join([*fitting, left[0]])) <= room - len(_more(len(left))) - 1:
        fitting.append(left.pop(0))
    return [*fitting, _more(len(left))] if left else fitting


def _more(count: int) -> str:
    return f"({count} more in the annotations.)"
