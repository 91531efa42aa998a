from cfn_local.services import clock
from cfn_local.services.visibility import EventuallyVisible


class TestAValueThatWasNeverWritten:
    def test_is_visible_from_the_start(self):
        value = EventuallyVisible("first")

        assert (value.visible, value.latest, value.is_settled) == ("first", "first", True)


class TestAWriteThatLags:
    def test_is_known_at_once_and_seen_later(self):
        value = EventuallyVisible("first")

        value.write("second", seconds_until_visible=30)

        assert (value.visible, value.latest, value.is_settled) == ("first", "second", False)

    def test_is_seen_when_its_seconds_have_passed(self):
        value = EventuallyVisible("first")
        value.write("second", seconds_until_visible=30)

        clock.advance(30)

        assert (value.visible, value.is_settled) == ("second", True)

    def test_never_covers_a_later_write_that_was_faster(self):
        value = EventuallyVisible("first")
        value.write("slow", seconds_until_visible=30)
        value.write("fast", seconds_until_visible=0)

        clock.advance(60)

        assert value.visible == "fast"
