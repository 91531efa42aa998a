"""The rule file and the schemas for cfn-lint, on a template that is wrong in every way that a schema can tell."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from lint_schemas import for_lint

ROOT = Path(__file__).resolve().parents[2]
KNOWN_BAD = Path(__file__).with_name("known_bad.yaml")
SCHEMAS = ["--registry-schemas", str(ROOT / "lint/schemas")]


def lint(*options: str) -> list[tuple[str, str]]:
    """Rule and place of everything that cfn-lint finds in the known-bad template."""
    command = [str(Path(sys.executable).with_name("cfn-lint")), *options, "--format", "json", "--", str(KNOWN_BAD)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    places = [(one["Rule"]["Id"], "/".join(map(str, one["Location"]["Path"]))) for one in json.loads(done.stdout)]
    return sorted(places)


@pytest.mark.contract
def test_the_rule_file_has_private_types_checked_as_those_of_aws() -> None:
    assert lint("--append-rules", str(ROOT / "lint"), *SCHEMAS) == [
        ("E3002", "Resources/Capacity/Properties/Zones"),
        ("E3003", "Resources/Tracker/Properties/Tags/0"),
        ("E3034", "Resources/Capacity/Properties/MinimumInstanceCount"),
        ("E6101", "Outputs/Group/Value/Fn::GetAtt/1"),
    ]


@pytest.mark.contract
def test_without_it_this_version_of_cfn_lint_finds_nothing() -> None:
    """When this fails, cfn-lint has been mended: leave the rule file out, and say from which version on."""
    assert lint(*SCHEMAS) == []


class TestASchemaForCfnLint:
    def test_lets_read_only_numbers_be_text_and_no_others(self) -> None:
        schema = {
            "properties": {"Count": {"type": "integer"}, "Size": {"type": "integer"}, "Arn": {"type": "string"}},
            "readOnlyProperties": ["/properties/Count", "/properties/Arn"],
        }
        assert for_lint(schema)["properties"] == {
            "Count": {"type": ["integer", "string"]},
            "Size": {"type": "integer"},
            "Arn": {"type": "string"},
        }

    def test_lies_in_the_bundle_for_every_resource_type(self) -> None:
        sources = {path.name: path for path in ROOT.glob("resources/*/awscommunity-*.json")}
        bundled = {path.name: json.loads(path.read_text()) for path in (ROOT / "lint/schemas").iterdir()}
        assert bundled == {name: for_lint(json.loads(path.read_text())) for name, path in sources.items()}
        assert len(bundled) >= 2
