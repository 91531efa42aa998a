"""docs/fidelity.md counts the facts that the tests state."""

from fidelity_page import PAGE, declared, page, summary


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
