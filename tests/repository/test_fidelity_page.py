"""docs/fidelity.md counts the facts that the tests state."""

from fidelity_page import PAGE, declared, page, replay, replayed, summary


class TestThePageOfFidelity:
    def test_is_what_scripts_fidelity_writes_when_all_facts_agree(self) -> None:
        found = list(declared())
        assert PAGE.read_text("utf-8") == page(found)

    def test_counts_recorded_and_inferred_facts_apart(self) -> None:
        found = list(declared())
        recorded = sum(one.is_recorded for one in found)
        assert summary(found) == (
            f"{recorded} of {recorded} recorded facts agree, "
            f"and {len(found) - recorded} of {len(found) - recorded} inferred ones"
        )

    def test_accounts_for_every_replayed_recording(self) -> None:
        counts = replayed()
        needing = sum(count for _, count in counts["NEEDING"])
        assert counts["EQUAL"] + counts["DIFFERING"] + needing == counts["SCENARIOS"]

    def test_tells_shares_of_what_was_compared(self) -> None:
        counted = {"EQUAL": 9, "DIFFERING": 1, "TYPES": (("A", 1, 0, 3, 4), ("B", 2, 1, 0, 0))}
        assert replay(counted) == (
            "9 of 10 replayed scenarios are equal (90%), and 3 of 4 properties of recorded resources (75%)"
        )
