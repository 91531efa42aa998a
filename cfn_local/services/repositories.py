"""Repositories of CodeCommit: moto lists none, changes none, and knows neither tags nor triggers."""

from __future__ import annotations

import json
from typing import Any

from cfn_local.services.seam import add_actions


def install() -> None:
    """Add the actions."""
    from moto.codecommit.responses import CodeCommitResponse

    _Actions.created = CodeCommitResponse.create_repository
    add_actions(CodeCommitResponse, _Actions)


class _Actions:
    created: Any = None

    def create_repository(self: Any) -> Any:
        answer = _Actions.created(self)
        repository = self.codecommit_backend.repositories[self._get_param("repositoryName")]
        repository.tags, repository.triggers = dict(self._get_param("tags") or {}), []
        key = self._get_param("kmsKeyId")
        if key:
            repository.repository_metadata["kmsKeyId"] = key
        return answer

    def list_repositories(self: Any) -> Any:
        found = [one.repository_metadata for one in self.codecommit_backend.repositories.values()]
        shown = [{name: one[name] for name in ("repositoryId", "repositoryName")} for one in found]
        return json.dumps({"repositories": shown})

    def update_repository_description(self: Any) -> Any:
        metadata = self.codecommit_backend.get_repository(self._get_param("repositoryName"))
        metadata["repositoryDescription"] = self._get_param("repositoryDescription")
        return "{}"

    def update_repository_name(self: Any) -> Any:
        repositories, old, new = (
            self.codecommit_backend.repositories,
            self._get_param("oldName"),
            self._get_param("newName"),
        )
        self.codecommit_backend.get_repository(old)
        repository = repositories[new] = repositories.pop(old)
        metadata = repository.repository_metadata
        for name in ("Arn", "cloneUrlHttp", "cloneUrlSsh"):
            metadata[name] = f"{metadata[name].removesuffix(old)}{new}"
        metadata["repositoryName"] = new
        return "{}"

    def put_repository_triggers(self: Any) -> Any:
        _named(self, self._get_param("repositoryName")).triggers = self._get_param("triggers")
        return json.dumps({"configurationId": "1"})

    def get_repository_triggers(self: Any) -> Any:
        triggers = _named(self, self._get_param("repositoryName")).triggers
        return json.dumps({"configurationId": "1", "triggers": triggers})

    def list_tags_for_resource(self: Any) -> Any:
        return json.dumps({"tags": _tagged(self).tags})

    def tag_resource(self: Any) -> Any:
        _tagged(self).tags.update(self._get_param("tags"))
        return "{}"

    def untag_resource(self: Any) -> Any:
        for key in self._get_param("tagKeys"):
            _tagged(self).tags.pop(key, None)
        return "{}"


def _named(response: Any, name: str) -> Any:
    response.codecommit_backend.get_repository(name)
    return response.codecommit_backend.repositories[name]


def _tagged(response: Any) -> Any:
    return _named(response, response._get_param("resourceArn").rpartition(":")[2])
