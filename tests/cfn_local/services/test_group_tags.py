import pytest

from cfn_local.services import clock
from tests.cfn_local.services.service_stories import given, pool_group, refused

ARN = "arn:aws:resource-groups:us-east-1:123456789012:group/group"


@pytest.fixture
def group(groups) -> str:
    return pool_group(groups, Tags={"team": "a", "room": "b"})


def tags(groups) -> dict[str, str]:
    return groups.get_tags(Arn=ARN)["Tags"]


class TestTheTagsOfAGroup:
    def test_are_those_it_was_created_with(self, groups, group: str):
        assert tags(groups) == {"team": "a", "room": "b"}

    def test_are_added_and_replaced(self, groups, group: str):
        answer = groups.tag(Arn=ARN, Tags={"team": "c", "floor": "1"})

        assert (answer["Arn"], answer["Tags"]) == (ARN, {"team": "c", "floor": "1"})
        assert tags(groups) == {"team": "c", "room": "b", "floor": "1"}

    def test_are_taken_away(self, groups, group: str):
        answer = groups.untag(Arn=ARN, Keys=["team", "not-there"])

        assert (answer["Arn"], answer["Keys"]) == (ARN, ["team", "not-there"])
        assert tags(groups) == {"room": "b"}

    @pytest.mark.parametrize("key", ["Z", "L:p", "p{L}", "größe", "awscommunity:odcr:minimum", "k" * 128])
    def test_have_any_key_that_the_service_takes(self, groups, group: str, key: str):
        groups.tag(Arn=ARN, Tags={key: ""})

        assert tags(groups)[key] == ""

    @pytest.mark.parametrize(
        ("more", "saying"),
        [
            ({"AWS:x": ""}, "must not start with 'aws:': AWS:x"),
            ({f"key-{number}": "" for number in range(49)}, "at most 50 tags"),
            ({"key": "v" * 257}, "a value of up to 256 characters: key"),
            ({"k" * 129: ""}, "a key of 1 to 128"),
        ],
    )
    def test_that_cannot_be_are_refused_and_change_nothing(self, groups, group: str, more, saying: str):
        with refused("BadRequestException", saying):
            groups.tag(Arn=ARN, Tags=more)

        assert tags(groups) == {"team": "a", "room": "b"}

    def test_are_seen_late_if_conditions_say_so(self, groups, group: str):
        given(seconds_until_visible=60)
        groups.tag(Arn=ARN, Tags={"floor": "1"})
        groups.untag(Arn=ARN, Keys=["team"])

        assert tags(groups) == {"team": "a", "room": "b"}
        clock.advance(60)
        assert tags(groups) == {"room": "b", "floor": "1"}

    @pytest.mark.parametrize("key", [f"{ARN}-of-others", "group-of-mine"])
    def test_are_not_found_without_the_arn_of_a_group(self, groups, key: str):
        pool_group(groups, "group-of-mine")

        for call in (
            lambda: groups.get_tags(Arn=key),
            lambda: groups.tag(Arn=key, Tags={"a": "b"}),
            lambda: groups.untag(Arn=key, Keys=["a"]),
        ):
            with refused("NotFoundException", status=404):
                call()
