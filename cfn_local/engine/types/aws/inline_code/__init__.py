"""The modules that AWS adds to the code of a function in a template, if that code names them.

They run in the function's process, on its own Python or Node.js, and use its standard library only.
"""

from pathlib import Path

_FOLDER = Path(__file__).parent
_MODULES = {"py": ("cfnresponse", "cfnresponse.py"), "js": ("cfn-response", "cfn-response.js")}


def added_module(code: str, suffix: str) -> tuple[str, str] | None:
    """The name and content of the file that AWS adds to `code` (`py` or `js`); None if it adds none."""
    module, file = _MODULES[suffix]
    return (file, (_FOLDER / file).read_text()) if module in code else None
