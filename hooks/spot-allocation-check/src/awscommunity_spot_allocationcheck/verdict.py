"""Derives a verdict from findings: exemptions, scope, previous shortcomings, and unknowns."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from .group import Group
from .observation import Answers, Launch, Question, TemplateVersion, Unanswered
from .refusals import refusals_of
from .rules import Finding, Status, findings_of, skipped
from .settings import OnUndetermined, OnUpdate, Scope, Settings

Properties = Mapping[str, Any]


class Verdict(NamedTuple):
    """`questions` are those whose answers could change it; without answers, it stands.

    `reason` says in a sentence why a group passes regardless of the rules, "" otherwise.
    """

    is_rejected: bool
    findings: tuple[Finding, ...]
    reason: str = ""
    notes: tuple[str, ...] = ()
    questions: frozenset[Question] = frozenset()
    uses_spot: bool | None = None

    @property
    def failed(self) -> list[Finding]:
        return self._with(Status.FAILED)

    @property
    def warned(self) -> list[Finding]:
        return self._with(Status.WARNED)

    @property
    def open(self) -> list[Finding]:
        return self._with(Status.OPEN)

    def _with(self, status: Status) -> list[Finding]:
        return [finding for finding in self.findings if finding.status is status]


def judge(properties: Properties, previous: Properties, settings: Settings, answers: Answers) -> Verdict:
    """Judge a group that is about to be created, or updated from `previous` (empty on create)."""
    group = Group(properties)
    findings = findings_of(group, settings, answers)
    uses_spot, spot_question = _spot(group, settings, answers)
    if settings.exempt_tag_key and group.has_tag(settings.exempt_tag_key, settings.exempt_tag_value):
        reason = f"Exempt: the group has the tag {settings.exempt_tag_key}."
        return Verdict(False, tuple(map(skipped, findings)), reason)
    # Spot Instances never run in capacity reservations.
    is_exemptible = settings.allow_reservation_backed and uses_spot is not True
    if is_exemptible and _targets_reservations(group, answers):
        reason = "Exempt: the group targets capacity reservations."
        return Verdict(False, tuple(map(skipped, findings)), reason, questions=_unasked({spot_question}, answers))
    if settings.scope is Scope.SPOT_ONLY and uses_spot is False:
        reason = "Not applicable: the group uses no Spot capacity, and Scope is SPOT_ONLY."
        return Verdict(False, tuple(map(skipped, findings)), reason, uses_spot=False)
    findings += refusals_of(group, Group(previous) if previous else None, settings, answers)
    questions: set[Question | None] = set()
    if previous and settings.on_update is not OnUpdate.ENFORCE:
        findings, questions = _grandfathered(findings, previous, settings, answers)
        if questions:  # what is tolerated depends on the previous group, then on whether it uses Spot now
            questions.add(spot_question)
    verdict = Verdict(False, findings, uses_spot=uses_spot)
    if settings.reject_what_aws_refuses and group.policy:
        questions.add(_template_question(group, settings))
    if is_exemptible and (verdict.failed or verdict.open):
        questions.add(_template_question(group, settings) if group.reservation_preference == "default" else None)
    if verdict.failed and settings.scope is Scope.SPOT_ONLY and uses_spot is None:
        return _undetermined(
            verdict, {*questions, spot_question}, "whether the group uses Spot capacity", settings, answers
        )
    if verdict.failed:
        notes = verdict.notes + _silence(questions, answers)
        return verdict._replace(is_rejected=True, notes=notes, questions=_unasked(questions, answers))
    if verdict.open:
        questions |= {finding.question for finding in verdict.open}
        return _undetermined(verdict, questions, "whether the group is diversified", settings, answers)
    return verdict._replace(questions=_unasked(questions, answers))


def _targets_reservations(group: Group, answers: Answers) -> bool:
    """Return whether the group, or the launch template it defers to, targets capacity reservations."""
    if group.targets_reservations:
        return True
    launch = answers.get(group.launch) if group.launch else None
    return group.reservation_preference == "default" and isinstance(launch, Launch) and launch.targets_reservations


def _template_question(group: Group, settings: Settings) -> Question | None:
    """Return the question about the launch template; None if there is none to read."""
    is_read = settings.resolve_launch_templates and isinstance(group.launch, TemplateVersion)
    return group.launch if is_read else None


def _spot(group: Group, settings: Settings, answers: Answers) -> tuple[bool | None, Question | None]:
    """Return whether the group uses Spot, None if unknown, and the question that would tell."""
    if group.policy:
        return group.spot_by_policy(), None
    if group.launch is None or not settings.resolve_launch_templates:
        return None, None
    answer = answers.get(group.launch)
    return (answer.is_spot, None) if isinstance(answer, Launch) else (None, group.launch)


def _grandfathered(
    findings: tuple[Finding, ...], previous: Properties, settings: Settings, answers: Answers
) -> tuple[tuple[Finding, ...], set[Question | None]]:
    """Return findings without previous shortcomings, and the questions about the previous group."""
    before = judge(previous, {}, settings, answers)
    earlier = {finding.rule: finding for finding in before.failed}
    may_stay = {OnUpdate.ALLOW_UNCHANGED: _is_unchanged, OnUpdate.ALLOW_NOT_WORSE: _is_not_worse}[settings.on_update]
    kept = tuple(
        now._replace(status=Status.SKIPPED, wanted=f"{now.wanted}, but it was so before this update")
        if now.status is Status.FAILED and now.rule in earlier and may_stay(now, earlier[now.rule])
        else now
        for now in findings
    )
    return kept, set(before.questions)


def _is_unchanged(now: Finding, before: Finding) -> bool:
    return now.seen == before.seen


def _is_not_worse(now: Finding, before: Finding) -> bool:
    return now.measure >= before.measure


def _undetermined(
    verdict: Verdict, questions: set[Question | None], what: str, settings: Settings, answers: Answers
) -> Verdict:
    """Apply OnUndetermined, unless questions not yet asked could change the verdict."""
    is_rejected = settings.on_undetermined is OnUndetermined.REJECT
    return verdict._replace(
        is_rejected=is_rejected,
        reason=f"Undetermined: it cannot be known {what}, and OnUndetermined is {settings.on_undetermined}.",
        notes=verdict.notes + _silence(questions, answers),
        questions=_unasked(questions, answers),
    )


def _silence(questions: set[Question | None], answers: Answers) -> tuple[str, ...]:
    """Return the look-ups that AWS did not answer, and why."""
    silent = [(q, answer) for q, answer in answers.items() if q in questions and isinstance(answer, Unanswered)]
    return tuple(sorted(f"The {question} could not be read: {answer.reason}." for question, answer in silent))


def _unasked(questions: set[Question | None], answers: Answers) -> frozenset[Question]:
    return frozenset(question for question in questions if question is not None and question not in answers)
