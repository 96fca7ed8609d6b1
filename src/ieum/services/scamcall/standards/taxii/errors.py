"""Errors as TAXII 2.1 tells them (3.6): an error message resource with the status of HTTP.

They are for programs and stay in the words that the clients of the specification's reference
server know.
"""

from __future__ import annotations

NOT_UNDERSTOOD = "The server did not understand the request or filter parameters"


class TaxiiError(Exception):
    """A refused request: the status of HTTP and what was wrong."""

    def __init__(self, status: int, description: str) -> None:
        super().__init__(description)
        self.status = status
        self.description = description

    def resource(self) -> dict[str, str]:
        """The error message resource."""
        return {
            "title": "ProcessingError",
            "description": self.description,
            "http_status": str(self.status),
        }


class UnreadableBody(Exception):
    """A body that is no JSON, which is answered before TAXII begins: 400 as a page."""
