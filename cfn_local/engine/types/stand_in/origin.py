"""The origin of a stand-in, and the forms of text that are made from it."""

from __future__ import annotations

import re
import string
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from cfn_local.partitions import partition_of
from cfn_local.services import clock

_PLACEHOLDER = re.compile(r"\{([A-Za-z][A-Za-z0-9_.]*)(?::(tail|lower|short))?\}")
_TOKEN = re.compile(r"(hex|lower|upper|mixed|digits)([0-9]+)")
_ALPHABETS = {
    "hex": "0123456789abcdef",
    "lower": string.ascii_lowercase + string.digits,
    "upper": string.ascii_uppercase + string.digits,
    "mixed": string.ascii_letters + string.digits,
    "digits": string.digits,
}
_DIRECTIONS = (("north", "n"), ("south", "s"), ("east", "e"), ("west", "w"), ("central", "c"), ("-", ""))


@dataclass(frozen=True)
class Origin:
    """Where and when a stand-in was created. Two of them differ in their seeds; the same one always makes the same."""

    account_id: str
    region: str
    stack_name: str
    logical_id: str
    seed: str = field(default_factory=lambda: uuid.uuid4().hex)
    created: datetime = field(default_factory=clock.now)

    def random(self, place: str) -> Random:
        """The source of what is made up at a place."""
        return Random(f"{self.seed}/{place}")

    @property
    def time(self) -> str:
        return f"{self.created.isoformat(timespec='milliseconds').removesuffix('+00:00')}Z"


def filled(form: str, origin: Origin, place: str, text_of: Callable[[str], str]) -> str:
    """Fill a form of forms.toml for the property at `place`. `text_of` returns the text of another property.

    Tokens: `hex17`, `lower10`, `upper14`, `mixed12` and `digits8` are so many random characters, `uuid` a UUID,
    `random` the 12 characters that end names, `ip` an address reserved for documentation, `now` and `epoch` the time
    of creation; `partition`, `region` (`region:short` is use1), `account`, `dns`, `stack` and `id` (the logical one).
    """
    random = origin.random(place)

    def fill(found: re.Match[str]) -> str:
        name, change = found.groups()
        value = _token(name, origin, random)
        return _changed(text_of(name) if value is None else value, change)

    return _PLACEHOLDER.sub(fill, form)


def _token(name: str, origin: Origin, random: Random) -> str | None:
    token = _TOKEN.fullmatch(name)
    if token:
        return "".join(random.choices(_ALPHABETS[token[1]], k=int(token[2])))
    if name == "uuid":
        return str(uuid.UUID(int=random.getrandbits(128), version=4))
    if name == "random":
        return "".join(random.choices(_ALPHABETS["mixed"], k=12))
    if name == "ip":
        return f"198.51.100.{random.randrange(1, 255)}"
    return _surroundings(origin).get(name)


def _surroundings(origin: Origin) -> dict[str, str]:
    partition = partition_of(origin.region)
    return {
        "partition": partition.id,
        "dns": partition.dns_suffix,
        "region": origin.region,
        "account": origin.account_id,
        "stack": origin.stack_name,
        "id": origin.logical_id,
        "now": origin.time,
        "epoch": str(int(origin.created.timestamp())),
    }


def _changed(text: str, change: str | None) -> str:
    if change == "tail":
        return re.split("[/:]", text)[-1]
    if change == "lower":
        return text.lower()
    if change == "short":
        for word, short in _DIRECTIONS:
            text = text.replace(word, short)
    return text
