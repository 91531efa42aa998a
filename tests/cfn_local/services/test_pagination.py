import pytest
from hypothesis import given
from hypothesis import strategies as st

from cfn_local.services.pagination import InvalidTokenError, page


class TestPages:
    @given(items=st.lists(st.integers()), size=st.integers(1, 20))
    def test_hold_every_item_once_and_in_order_and_none_is_too_large_or_empty(self, items: list[int], size: int):
        pages, token = [], None
        while token or not pages:
            shown, token = page(items, size, token)
            pages.append(shown)

        assert [item for shown in pages for item in shown] == items
        assert all(1 <= len(shown) <= size for shown in pages) or pages == [[]]


class TestATokenThatWasNeverHandedOut:
    @pytest.mark.parametrize("token", ["nonsense", "ZnJvbSAteA==", "dG8gMw==", "/w==", "é"])
    def test_is_refused(self, token: str):
        with pytest.raises(InvalidTokenError):
            page([1, 2, 3], 1, token)
