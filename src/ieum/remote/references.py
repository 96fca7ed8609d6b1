"""Following the references of a description, and merging what ``allOf`` joins, within bounds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ieum.kernel.messages import Message, _

#: A reference chain longer than this is a cycle, or as good as one.
DEEPEST = 12
#: The most values that the schemas of one operation may hold with every reference followed: some
#: hundred fields. References that fan out grow by a power, so this is counted on the way.
MOST_VALUES = 4_000
#: What these hold is data: nothing in it refers anywhere.
DATA = frozenset({"example", "examples", "default", "enum", "const"})


class NotATool(Exception):
    """One operation that cannot become a tool, and why."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.text("en"))
        self.reason = reason


def mapping(value: Any) -> Mapping[str, Any]:
    """A value that should be an object; an empty one where it is not."""
    return value if isinstance(value, dict) else {}


def listing(value: Any) -> list[Any]:
    """A value that should be a list; an empty one where it is not."""
    return value if isinstance(value, list) else []


class References:
    """The references in one operation; ``NotATool`` where there is no end to them."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._document = document
        self._left = MOST_VALUES

    def resolved(self, node: Any, depth: int = 0) -> Any:
        """The node with ``$ref`` followed and ``allOf`` merged, all the way down."""
        self._left -= 1
        if self._left < 0:
            raise NotATool(_("its schemas hold more than {most:,} values", most=MOST_VALUES))
        if depth > DEEPEST:
            raise NotATool(_("its schema refers to itself, or is nested too deeply"))
        if isinstance(node, list):
            return [self.resolved(one, depth + 1) for one in node]
        if not isinstance(node, dict):
            return node
        if "$ref" in node:
            return self.resolved(self._referred(str(node["$ref"])), depth + 1)
        return _merged({key: self._part(key, one, depth) for key, one in node.items()})

    def followed(self, node: Any) -> Any:
        """The node itself, or what it refers to; what it holds stays as it is."""
        for _step in range(DEEPEST):
            if not isinstance(node, dict) or "$ref" not in node:
                return node
            node = self._referred(str(node["$ref"]))
        raise NotATool(_("its schema refers to itself, or is nested too deeply"))

    def _part(self, key: str, value: Any, depth: int) -> Any:
        if key in DATA:
            return value
        if key == "properties" and isinstance(value, dict):
            # Its keys are names that the API chose, whatever else they mean in a schema.
            return {name: self.resolved(one, depth + 2) for name, one in value.items()}
        return self.resolved(value, depth + 1)

    def _referred(self, reference: str) -> Any:
        if not reference.startswith("#/"):
            raise NotATool(_("it refers to another file, {reference}", reference=reference[:100]))
        node: Any = self._document
        for part in reference[2:].split("/"):
            part = part.replace("~1", "/").replace("~0", "~")
            if not isinstance(node, dict) or part not in node:
                raise NotATool(
                    _("its reference {reference} leads nowhere", reference=reference[:100])
                )
            node = node[part]
        return node


def _merged(whole: dict[str, Any]) -> dict[str, Any]:
    for part in map(mapping, listing(whole.pop("allOf", None))):
        properties = {**mapping(part.get("properties")), **mapping(whole.get("properties"))}
        required = [*listing(part.get("required")), *listing(whole.get("required"))]
        whole = {**part, **whole}
        if properties:
            whole["properties"] = properties
        if required:
            whole["required"] = required
    return whole
