"""What a handler writes, anywhere and in any way, is the log of its invocation and never part of its answer."""

import pytest

from cfn_local.runtime.function import InvocationResult
from tests.cfn_local.runtime.function_stories import Made


def logging_handler(*lines: str) -> str:
    body = "".join(f"    {line}\n" for line in lines)
    return f"import logging, os, subprocess, sys\ndef handler(event, context):\n{body}    return 'answer'\n"


class TestALog:
    @pytest.mark.parametrize(
        ("line", "log"),
        [
            ("print('a line')", "a line\n"),
            ("print('half a line', end='')", "half a line"),
            ("print('to stderr', file=sys.stderr)", "to stderr\n"),
            ("print('→ ü 𝄞')", "→ ü 𝄞\n"),
            ("os.write(1, b'raw\\n')", "raw\n"),
            ("os.write(1, b'\\xff\\xfe not UTF-8\\n')", "\ufffd\ufffd not UTF-8\n"),
            ("subprocess.run(['echo', 'of a child'])", "of a child\n"),
            ('print(\'{"payload": "forged"}\')', '{"payload": "forged"}\n'),
            ("logging.getLogger('mine').warning('careful')", "[WARNING]\tcareful\n"),
            ("logging.getLogger('mine').info('too quiet')", ""),
            ("pass", ""),
        ],
    )
    def test_holds_what_was_written(self, function: Made, line: str, log: str) -> None:
        assert function(logging_handler(line)).invoke({}) == InvocationResult("answer", log)

    def test_keeps_the_order_of_both_streams(self, function: Made) -> None:
        source = logging_handler("print(1)", "print(2, file=sys.stderr)", "os.write(1, b'3\\n')", "print(4)")

        assert function(source).invoke({}).log == "1\n2\n3\n4\n"

    def test_holds_what_a_logger_writes_once_its_level_is_set_as_on_lambda(self, function: Made) -> None:
        source = logging_handler("LOG = logging.getLogger('mine')", "LOG.setLevel('DEBUG')", "LOG.debug('detail')")

        assert function(source).invoke({}).log == "[DEBUG]\tdetail\n"

    def test_may_be_huge(self, function: Made) -> None:
        huge = function(logging_handler("print('x' * 3_000_000)", "sys.stdout.write('y' * 3_000_000)"))

        assert huge.invoke({}) == InvocationResult("answer", "x" * 3_000_000 + "\n" + "y" * 3_000_000)

    def test_is_that_of_one_invocation_alone(self, function: Made) -> None:
        numbered = function(logging_handler("print(event, end='')"))

        assert [numbered.invoke(number).log for number in (1, 2, 3)] == ["1", "2", "3"]

    def test_of_the_first_invocation_has_that_of_the_import_before_it(self, function: Made) -> None:
        importing = function("print('importing')\n" + logging_handler("print('handling')"))

        assert [importing.invoke({}).log for _ in range(2)] == ["importing\nhandling\n", "handling\n"]


class TestAHandlerThatMeddlesWithItsStreams:
    @pytest.mark.parametrize(
        "line",
        [
            "sys.stdout.close()",
            "sys.stderr.close()",
            "sys.stdout = sys.stderr = None",
            "os.close(1)",
            "sys.stdin.read()",
            "subprocess.run(['cat'])",
        ],
    )
    def test_harms_neither_this_answer_nor_the_next(self, function: Made, line: str) -> None:
        meddling = function(logging_handler(f"if event: {line}"))

        assert [meddling.invoke(event) for event in (True, False)] == [InvocationResult("answer", "")] * 2
