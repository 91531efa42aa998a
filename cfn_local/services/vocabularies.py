"""Vocabularies of Transcribe: moto can create them but lacks UpdateVocabulary (API reference)."""

from typing import Any

from cfn_local.services.seam import add_actions


def install() -> None:
    """Add UpdateVocabulary, which replaces the phrases and makes the vocabulary PENDING again."""
    from moto.core.responses import ActionResult
    from moto.transcribe.exceptions import BadRequestException
    from moto.transcribe.responses import TranscribeResponse

    class Actions:
        def update_vocabulary(self: Any) -> ActionResult:
            name = self._get_param("VocabularyName")
            backend = self.transcribe_backend
            if name not in backend.vocabularies:
                raise BadRequestException("The requested vocabulary couldn't be found.")
            phrases, uri = self._get_param("Phrases"), self._get_param("VocabularyFileUri")
            if (phrases is None) is (uri is None):
                raise BadRequestException("Either Phrases or VocabularyFileUri field should be provided.")
            before = backend.vocabularies.pop(name)
            language = self._get_param("LanguageCode") or before.language_code
            backend.create_vocabulary(name, language, phrases, uri)
            updated = backend.vocabularies[name].response_object("CREATE")
            return ActionResult({**updated, "VocabularyState": "PENDING"})

    add_actions(TranscribeResponse, Actions)
