"""Kinesis streams: moto tells the mode of a stream only in the summary of it."""

from typing import Any

from cfn_local.services.seam import replace_method


def install() -> None:
    """Tell the mode of a stream wherever it is described."""
    from moto.kinesis.models import Stream

    describe = Stream.to_json

    def described(stream: Any, shard_limit: int | None = None) -> dict[str, Any]:
        answered: dict[str, Any] = describe(stream, shard_limit)
        answered["StreamDescription"]["StreamModeDetails"] = stream.stream_mode
        return answered

    replace_method(Stream, "to_json", described)
