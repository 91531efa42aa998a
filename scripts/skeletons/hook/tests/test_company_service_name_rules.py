"""The violations that Company::Service::Name finds."""

from company_service_name.rules import findings


class TestABucket:
    def test_with_versioning_complies(self) -> None:
        assert findings({"VersioningConfiguration": {"Status": "Enabled"}}) == []

    def test_without_versioning_is_told_how_to_enable_it(self) -> None:
        assert findings({}) == ["Versioning is not enabled: set VersioningConfiguration to {Status: Enabled}."]

    def test_whose_versioning_is_suspended_has_none(self) -> None:
        assert len(findings({"VersioningConfiguration": {"Status": "Suspended"}})) == 1
