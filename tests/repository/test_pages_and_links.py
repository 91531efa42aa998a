"""What the README says exists, and its catalogue is current."""

import re
from pathlib import Path

import catalogue
import pytest
import types_page
from workspace import ROOT, projects

README = (ROOT / "README.md").read_text("utf-8")
PAGES = sorted(
    path
    for folder in (".", "docs", "rollout", "lint", "constructs", "cfn_local", "modules/*", "resources/*", "hooks/*")
    for path in ROOT.glob(f"{folder}/*.md")
)


class TestTheCatalogue:
    def test_is_current(self) -> None:
        assert catalogue.with_catalogue(README, projects()) == README

    def test_has_every_project(self) -> None:
        assert [str(folder.relative_to(ROOT)) for folder in projects()] == re.findall(
            r"^\| \[`.*?`\]\((.*?)\)", README, re.M
        )


class TestThePagesOfTypes:
    TYPES = types_page.supported()

    def test_are_current(self) -> None:
        readme = (ROOT / "cfn_local" / "README.md").read_text("utf-8")
        assert types_page.with_types(readme, self.TYPES) == readme, "run scripts/generate"
        assert types_page.PAGE.read_text("utf-8") == types_page.page(self.TYPES), "run scripts/generate"

    def test_tell_what_is_refused_and_what_is_honoured_in_part(self) -> None:
        (bucket,) = [line for line in types_page.PAGE.read_text("utf-8").splitlines() if "| AWS::S3::Bucket |" in line]
        _, _, honoured, refused, _ = bucket.split("|")
        assert "BucketName" in honoured.split(", ")
        assert "AnalyticsConfigurations" in refused.strip().split(", ")


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_link_of_a_page_leads_to_a_file(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("script", sorted(set(re.findall(r"`scripts/([a-z_]+)", README))))
def test_a_script_that_the_readme_names_exists(script: str) -> None:
    assert (ROOT / "scripts" / script).is_file()
