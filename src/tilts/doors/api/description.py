"""What every operation has in common, written into the OpenAPI description once."""

from functools import cached_property
from typing import Any

from django.utils.translation import override
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from tilts.platform.access.operations import PURPOSE_HEADER, Holds

from .once import HEADER
from .problems import MEDIA_TYPE

REASON = {
    "type": "object",
    "required": ["code", "text"],
    "properties": {"code": {"type": "string"}, "text": {"type": "string"}},
}
FIELD = {
    "type": "object",
    "required": ["field", "text"],
    "properties": {"field": {"type": "string"}, "text": {"type": "string"}},
}
PROBLEM = {
    "title": "Problem",
    "description": "RFC 9457 problem details. `reasons` say why; the other members what helps.",
    "type": "object",
    "required": ["title", "status", "reasons"],
    "properties": {
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "reasons": {"type": "array", "items": REASON},
        "errors": {"type": "array", "items": FIELD, "description": "fields, with the remedy"},
        "purposes": {"type": "array", "items": REASON, "description": "to choose from"},
        "how": {"type": "string", "description": "how to give a purpose"},
        "now": {"type": "object", "description": "how the record stands meanwhile"},
        "twins": {"type": "array", "items": {"type": "object"}, "description": "who looks alike"},
    },
}
READ = {
    400: "cannot be read",
    401: "nobody: no token, or one that is expired or revoked",
    403: "may not, or a purpose is wanted",
    404: "nothing there that one may see",
    413: "too large",
    422: "fields that are not right, each with its remedy",
    429: "too many requests",
}
WRITE = {**READ, 409: "overtaken, or likely twins", 422: f"{READ[422]}, or refused with reasons"}
KEY = {
    "name": HEADER,
    "in": "header",
    "required": True,
    "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"},
    "description": "A new random text for each write; the same to repeat it within 48 hours.",
}
PURPOSE = {
    "name": PURPOSE_HEADER,
    "in": "header",
    "required": False,
    "schema": {"type": "string"},
    "description": "Why a person is opened, where the record does not say: code; reason",
}


class Api(NinjaAPI):
    """The API, with its problems, headers and capabilities described."""

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        """The OpenAPI 3.1 document, in English: the same for everybody, and made once."""
        return self._document

    @cached_property
    def _document(self) -> OpenAPISchema:
        with override("en"):
            document = super().get_openapi_schema()
        document["components"]["schemas"]["Problem"] = PROBLEM
        document["components"]["securitySchemes"] = {
            "token": {"type": "http", "scheme": "bearer"},
            "session": {"type": "apiKey", "in": "cookie", "name": "sessionid"},
        }
        for operation, described in self._described(document):
            _complete(described, operation)
        return document

    def _described(self, document: OpenAPISchema) -> list[tuple[Any, dict[str, Any]]]:
        by_id = {operation.operation_id: operation for operation in self.operations()}
        return [
            (by_id[described["operationId"]], described)
            for methods in document["paths"].values()
            for described in methods.values()
        ]

    def operations(self) -> list[Any]:
        """Every operation, in the order of the routers."""
        return [
            operation
            for router in self._get_bound_routers()
            for view in router.path_operations.values()
            for operation in view.operations
        ]


def _complete(described: dict[str, Any], operation: Any) -> None:
    (holds,) = operation.auth_callbacks
    described["x-capability"] = holds.capability
    described["security"] = [{"token": []}, {"session": []}]
    writes = operation.methods == ["POST"]
    described["parameters"] += [PURPOSE, *([KEY] if writes else [])]
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for status, why in (WRITE if writes else READ).items():
        described["responses"][status] = {"description": why, "content": content}


def unguarded(api: Api) -> list[str]:
    """Operations that do not say, or not in one place, who may."""
    return [
        str(operation.operation_id)
        for operation in api.operations()
        if [type(guard) for guard in operation.auth_callbacks] != [Holds]
    ]
