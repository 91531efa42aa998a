"""The page of findings."""

from html.parser import HTMLParser
from pathlib import Path

from cfn_local.perturb import page
from cfn_local.perturb.cases import INVOCATION, Act, Case, Second
from cfn_local.perturb.fault_kinds import FaultKind
from cfn_local.perturb.finding import Finding, Oracle, Violation
from cfn_local.perturb.result import Result
from cfn_local.perturb.told import Step
from cfn_local.protocol.outcome import OperationOutcome

PUT, GET = "ssm:PutParameter", "ssm:GetParameter"
CREATE = Act("inputs_1", "CREATE")
FAILED = OperationOutcome("FAILED", None, error_code="Throttling", message="Rate <exceeded>")
STORY = (Step("CREATE", FAILED, (PUT, GET, PUT)), Step("DELETE", OperationOutcome("SUCCESS"), (PUT,)))


class Text(HTMLParser):
    """The words of a page, and whatever it would load."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.loads: list[str] = []
        self.feed(html)

    def handle_data(self, data: str) -> None:
        self.words += data.split()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.loads += [f"{tag} {name}" for name, _ in attrs if name in ("src", "href")] + [tag] * (tag == "script")


def pictured(case: Case) -> list[list[str]]:
    """Of each step its calls, those with a fault in words."""
    return [[f"{call.name} {call.fault}".strip() for call in scene.calls] for scene in page.scenes(case, STORY)]


def test_a_call_is_marked_where_its_fault_met_it() -> None:
    words = FaultKind.THROTTLED.words

    assert pictured(Case(CREATE, PUT, 2, FaultKind.THROTTLED)) == [[PUT, GET, f"{PUT} {words}"], [PUT]]


def test_what_is_denied_stays_so_in_its_operation() -> None:
    words = FaultKind.ACCESS_DENIED.words

    assert pictured(Case(CREATE, PUT, 1, FaultKind.ACCESS_DENIED)) == [[f"{PUT} {words}", GET, f"{PUT} {words}"], [PUT]]


def test_the_second_of_a_pair_is_marked_in_its_own_step() -> None:
    pair = Case(CREATE, GET, 1, FaultKind.THROTTLED, Second("DELETE", PUT, 1, FaultKind.CRASH_AFTER))
    words = [kind.words for kind in (FaultKind.THROTTLED, FaultKind.CRASH_AFTER)]

    assert pictured(pair) == [[PUT, f"{GET} {words[0]}", PUT], [f"{PUT} {words[1]}"]]


def test_what_happens_to_the_handler_or_behind_its_back_stands_beside_the_calls() -> None:
    unheard, *_ = page.scenes(Case(CREATE, INVOCATION, 1, FaultKind.UNHEARD), STORY)
    exists, after = page.scenes(Case(CREATE, "everything", 1, FaultKind.EXISTS), STORY)

    assert unheard.handler.startswith("invocation 1 gives an answer that never reaches CloudFormation")
    assert (exists.before, after.before) == ("everything is there already, made by another", "")


def test_a_long_quiet_run_of_calls_is_counted_in_its_middle() -> None:
    story = (Step("CREATE", FAILED, (GET,) * 30 + (PUT,)),)

    (scene,) = page.scenes(Case(CREATE, PUT, 1, FaultKind.THROTTLED), story)

    assert [call.name for call in scene.calls] == [GET] * 6 + ["18 more calls"] + [GET] * 6 + [PUT]


def test_the_page_loads_nothing_and_shows_every_text_as_it_is(tmp_path: Path) -> None:
    violation = Violation(Oracle.ORPHAN, "ssm Parameter", "nothing is left", "Left: <script>alert(1)</script>")
    result = Result(
        "shelf", "Example::Ssm::Shelf", findings=[Finding(Case(CREATE, PUT, 2, FaultKind.LIMIT), violation, STORY)]
    )

    page.write(tmp_path / "page.html", [(Path("shelf"), result)])

    shown = Text((tmp_path / "page.html").read_text("utf-8"))
    assert shown.loads == []
    assert "<script>alert(1)</script>" in shown.words
    assert '<exceeded>"' in shown.words
    assert shown.words[(at := shown.words.index("--only")) - 3 : at + 1] == ["cfn-local", "perturb", "shelf", "--only"]
