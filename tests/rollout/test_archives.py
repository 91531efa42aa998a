"""Archives are a function of what is in them."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shipping import archive as archives
from shipping.archive import CompressionError, archive, files_in

NAMES = st.from_regex(r"(inner\.zip/)?[a-z]{1,8}(/[a-z]{1,8}){0,2}\.(py|json)", fullmatch=True)
FILES = st.dictionaries(NAMES, st.binary(max_size=200), max_size=6)


class TestAnArchive:
    @settings(deadline=None, max_examples=40)
    @given(FILES, st.randoms())
    def test_is_the_same_whatever_the_order_in_which_the_files_come(self, files, random):
        shuffled = list(files.items())
        random.shuffle(shuffled)
        assert archive(dict(shuffled)) == archive(files)

    @settings(deadline=None, max_examples=40)
    @given(FILES)
    def test_gives_back_what_was_put_into_it_and_into_archives_within(self, files):
        assert files_in(archive(files)) == files

    def test_is_compressed_but_for_archives_within(self):
        made = archive({"text.py": b"a" * 1000, "inner.zip/one.py": b"a" * 1000, "inner.zip/two.py": b""})
        with zipfile.ZipFile(io.BytesIO(made)) as opened:
            compressed = {one.filename: one.compress_type for one in opened.infolist()}
        assert compressed == {"text.py": zipfile.ZIP_DEFLATED, "inner.zip": zipfile.ZIP_STORED}

    def test_is_refused_where_this_python_compresses_unlike_others(self, monkeypatch):
        monkeypatch.setattr(archives, "_SAMPLE", b"something else")
        with pytest.raises(CompressionError, match="compresses unlike zlib"):
            archive({})
