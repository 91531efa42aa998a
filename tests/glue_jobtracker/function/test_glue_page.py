"""The report as HTML, text and CSV: for every e-mail program, whatever jobs are called."""

import csv
import io
from html.parser import HTMLParser
from typing import Any

import pytest
from awscommunity_glue_jobtracker.function.mail import mail_of
from awscommunity_glue_jobtracker.function.mail_csv import csv_of
from awscommunity_glue_jobtracker.function.mail_html import html_of
from awscommunity_glue_jobtracker.function.mail_text import text_of
from awscommunity_glue_jobtracker.function.place import Place
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.glue_jobtracker.function.reports import facts, row

SAFE_TAGS = {"html", "head", "meta", "title", "body", "table", "tr", "td", "div", "h1", "h2", "p", "a"}
SAFE_ATTRIBUTES = {
    *("lang", "charset", "name", "content", "style", "role", "width", "height", "cellpadding", "cellspacing", "border"),
    *("align", "valign", "colspan", "href"),
}
NASTY = '<script>alert("1")</script> & \'"><img src=x onerror=y>'
JOBS = st.text(min_size=1, max_size=255)


class Page(HTMLParser):
    """What a browser makes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.styles: list[str] = []
        self.text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag != "meta":
            self.open.append(tag)
        self.attributes.update(name for name, _ in attrs)
        self.links += [value or "" for name, value in attrs if name == "href"]
        self.styles += [value or "" for name, value in attrs if name == "style"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


class TestThePage:
    PAGE = html_of(facts([row(), row("lake", state="FAILED", attempt=1, breaches="workers")], [row()]))

    def test_it_is_made_of_what_every_program_shows(self) -> None:
        page = Page(self.PAGE)

        assert set(page.tags) <= SAFE_TAGS
        assert page.attributes <= SAFE_ATTRIBUTES
        assert page.open == []

    def test_its_styles_ask_for_nothing_from_elsewhere(self) -> None:
        assert not [style for style in Page(self.PAGE).styles if "url(" in style or "@" in style]

    def test_it_is_one_column_that_fits_a_phone(self) -> None:
        styles = Page(self.PAGE).styles

        assert "max-width:680px" in self.PAGE
        assert 'name="viewport" content="width=device-width,initial-scale=1"' in self.PAGE
        assert not [style for style in styles if ";width:" in style or "min-width" in style]

    def test_a_bar_is_a_cell_as_wide_as_its_share(self) -> None:
        page = html_of(facts([row("orders", 2700), row("lake", 900)]))

        assert '<td width="75%" height="6"' in page
        assert '<td width="25%" height="6"' in page

    def test_a_number_and_its_unit_stay_together(self) -> None:
        assert "60&nbsp;min typically, 95% within 60&nbsp;min" in self.PAGE

    def test_it_links_to_the_console(self) -> None:
        assert (
            "https://us-east-1.console.aws.amazon.com/gluestudio/home?region=us-east-1#/job/lake/runs"
            in Page(self.PAGE).links
        )

    def test_where_the_console_is_not_public_it_links_to_nothing(self) -> None:
        page = html_of(facts([row()], place=Place("aws-iso", "us-iso-east-1", "123456789012")))

        assert Page(page).links == []


class TestNamesOfJobs:
    def test_every_one_is_escaped(self) -> None:
        page = Page(html_of(facts([row(NASTY, state="FAILED", attempt=1, breaches="workers", marks="exempt,untold")])))

        assert set(page.tags) <= SAFE_TAGS
        assert page.attributes <= SAFE_ATTRIBUTES
        assert NASTY in page.text

    def test_that_of_the_tracker_is_escaped_too(self) -> None:
        assert set(Page(html_of(facts([row()], tracker=NASTY))).tags) <= SAFE_TAGS

    @settings(max_examples=25)
    @given(JOBS)
    def test_any_name_can_be_mailed(self, job: str) -> None:
        mail = mail_of(facts([row(job)], [row(job)]), "a@example.com", ("b@example.com",))

        assert b"Subject: Glue jobs, 16 to 22 Nov 2026: 3.08 USD (as before)\r\n" in mail


class TestALargeWeek:
    @pytest.mark.parametrize("character", ["x", "&", '"', "🜚"])
    def test_it_is_below_the_size_at_which_gmail_cuts(self, character: str) -> None:
        every: dict[str, Any] = {"state": "FAILED", "attempt": 1}
        every |= {"breaches": "workers,minutes", "marks": "exempt,untold"}
        size = "G.1X|10|10|STANDARD|1.0"
        rows = [row(f"{number}{character * 252}", 60 + number, size=size, **every) for number in range(500)]

        page = html_of(facts(rows, [row(f"{number}{character * 252}") for number in range(500)]))
        assert len(page.encode()) < 100_000

    def test_what_has_room_is_told(self) -> None:
        page = html_of(facts(row(f"job-{number:02}", 3600 - number) for number in range(25)))

        assert "job-24" in page


class TestTheTextOfALargeWeek:
    def test_sns_takes_it(self) -> None:
        every: dict[str, Any] = {"state": "FAILED", "attempt": 1}
        every |= {"breaches": "workers,minutes", "marks": "exempt,untold"}
        rows = [row(f"{number}{'🜚' * 252}", 60 + number, **every) for number in range(500)]

        assert len(text_of(facts(rows), 10).encode()) < 256 * 1024


class TestTheText:
    def test_it_has_bars_too(self) -> None:
        text = text_of(facts([row("orders", 2700), row("lake", 900)]))

        assert f"  orders  2.31  {'#' * 15}\n" in text
        assert f"  lake  0.77  {'#' * 5}\n" in text

    def test_names_cannot_break_its_lines(self) -> None:
        assert "  a b  3.08" in text_of(facts([row("a\r\nb")]))


class TestTheCsv:
    def test_it_has_a_line_for_each_job(self) -> None:
        rows = [
            row(),
            row(state="FAILED"),
            row(state="TIMEOUT", attempt=1, breaches="minutes"),
            row(state="STOPPED", marks="untold"),
            row("sandbox", 1800, marks="exempt"),
        ]

        assert csv_of(facts(rows, [row()])).split("\r\n") == [
            "job,runs,succeeded,failed,timed_out,stopped,retries,over_limits,untold,exempt,"
            "cost,cost_before,cost_unsuccessful,unit_hours,median_seconds,p95_seconds",
            "orders,4,1,1,1,1,1,1,1,0,12.3200,3.0800,9.2400,40.0000,3600,3600",
            "sandbox,1,1,0,0,0,0,0,0,1,1.5400,0.0000,0.0000,5.0000,1800,1800",
            "",
        ]

    def test_all_jobs_are_in_it(self) -> None:
        assert csv_of(facts(row(f"job-{number}") for number in range(500))).count("\r\n") == 501

    @pytest.mark.parametrize("job", ["=cmd()", "+1", "-1", "@x", "\tx", "\rx"])
    def test_no_name_is_a_formula(self, job: str) -> None:
        assert next(csv.reader(io.StringIO(csv_of(facts([row(job)])).split("\r\n", 1)[1], newline="")))[0] == f"'{job}"

    @given(JOBS.filter(lambda job: not job.startswith(("=", "+", "-", "@", "\t", "\r"))))
    def test_any_other_name_is_read_back(self, job: str) -> None:
        _, line = csv.reader(io.StringIO(csv_of(facts([row(job)])), newline=""))

        assert line[0] == job
