"""What the schema says of every address alike: how to sign in, and how it refuses."""

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.plumbing import build_bearer_security_scheme_object

ERROR = {
    "type": "object",
    "description": "Every refusal. `code` is stable; `detail` follows Accept-Language.",
    "required": ["code", "detail", "fields"],
    "properties": {
        "code": {"type": "string"},
        "detail": {"type": "string"},
        "fields": {
            "type": "object",
            "description": "What is wrong with which parameter, where one is at fault.",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
        },
    },
    "example": {
        "code": "unknown_parameter",
        "detail": "There is no parameter “yaer” here. Known are: format, page_size.",
        "fields": {},
    },
}
REFUSALS = {
    "400": "A parameter is unknown, repeated or wrong.",
    "401": "No token, or one that is unknown or has expired.",
    "403": "The role, or the token's scopes, lack the permission.",
    "404": "It does not exist, or not for the caller.",
    "405": "The address does not know this method.",
    "406": "None of the media types that are accepted can be had.",
    "413": "The body is larger than a request may be.",
    "429": "Too many requests; Retry-After says how many seconds to wait.",
}
CONDITIONAL = {
    "304": "Unchanged since the version that the request names.",
    "412": "Not any more the version that If-Match names.",
}
# The addresses whose answers carry an ETag.
MARKED = ("/api/v1/statistics/", "/api/v1/snapshots/{id}/")


class TokenScheme(OpenApiAuthenticationExtension):
    """``Authorization: Token <key>``."""

    target_class = "incubator.accounts.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema) -> dict:
        """As Swagger wants it."""
        return build_bearer_security_scheme_object(
            header_name="Authorization", token_prefix=self.target.authenticate_header("")
        )


def add_refusals(result: dict, **_kwargs: object) -> dict:
    """Adds the error shape, and to every operation the ways in which it may refuse."""
    result["components"].setdefault("schemas", {})["Error"] = ERROR
    body = {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}
    for address, operations in result["paths"].items():
        for operation in operations.values():
            responses = operation["responses"]
            for status, text in REFUSALS.items():
                responses[status] = {"description": text, "content": body}
            if address.startswith(MARKED):
                responses["304"] = {"description": CONDITIONAL["304"]}
                responses["412"] = {"description": CONDITIONAL["412"], "content": body}
    return result
