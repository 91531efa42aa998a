"""What an update of Company::Service::Name does."""

from company_service_name.plan import plan_update
from company_service_name.steps import PutText


class TestAnUpdate:
    def test_writes_another_text(self) -> None:
        assert plan_update("/a", "hello", "hello again") == [PutText("/a", "hello again")]

    def test_does_nothing_for_the_same_text(self) -> None:
        assert plan_update("/a", "hello", "hello") == []
