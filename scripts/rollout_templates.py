"""Writes rollout/account.yaml and rollout/organisation.yaml from the projects of the workspace."""

from shipping.account_template import account_template, organisation_template
from shipping.extension import all_extensions
from workspace import ROOT

WRITERS = {"rollout/account.yaml": account_template, "rollout/organisation.yaml": organisation_template}

if __name__ == "__main__":
    for path, text in WRITERS.items():
        (ROOT / path).write_text(text(all_extensions()), "utf-8")
