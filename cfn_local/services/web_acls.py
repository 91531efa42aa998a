"""WAF: an update of a web ACL or a rule group replaces all of it, and moto keeps what the request leaves out."""

from typing import Any

from cfn_local.services.seam import replace_method

_CLEARED: dict[str, Any] = {
    "association_config": None,
    "captcha_config": None,
    "challenge_config": None,
    "custom_response_bodies": None,
    "description": "",
    "rules": [],
    "token_domains": None,
}


def install() -> None:
    """Clear what an update does not state."""
    from moto.wafv2.models import FakeRuleGroup, FakeWebACL

    def replacing(update: Any) -> Any:
        def replaced(kept: Any, **stated: Any) -> Any:
            for name, nothing in _CLEARED.items():
                if name in stated and stated[name] is None:
                    setattr(kept, name, nothing)
            return update(kept, **stated)

        return replaced

    def positional(update: Any) -> Any:
        names = update.__code__.co_varnames[1 : update.__code__.co_argcount]
        by_name = replacing(update)
        return lambda kept, *stated, **named: by_name(kept, **dict(zip(names, stated, strict=False)), **named)

    replace_method(FakeWebACL, "update", positional(FakeWebACL.update))
    replace_method(FakeRuleGroup, "update", positional(FakeRuleGroup.update))
