"""What the engine learns from a set of tools, and keeping it so that it is learnt once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import orjson

from ieum.ask.classifier import Classifier
from ieum.ask.lessons import elsewhere, examples, lexicon_of, utterances
from ieum.ask.lexicon import Lexicon
from ieum.kernel.tool import Tool


@dataclass(frozen=True)
class Knowledge:
    """The classifier over the tools, and the words that each of them speaks."""

    classifier: Classifier
    lexicons: Mapping[str, Lexicon]

    @classmethod
    def of(cls, tools: Sequence[Tool]) -> Knowledge:
        """Learn; takes a few seconds, part of it to load Kiwi."""
        learnt = list(examples(tools))
        names = [tool.full_name for tool in tools]
        return cls(Classifier.of(learnt), {name: lexicon_of(name, learnt) for name in names})

    def write(self, file: Path) -> None:
        """Keep it in a file, which appears whole."""
        classifier = self.classifier
        parts = {
            "labels": classifier.labels,
            "rarity": classifier.rarities,
            "features": sorted(classifier.rows, key=classifier.rows.__getitem__),
            "lexicons": {name: sorted(one.words) for name, one in self.lexicons.items()},
        }
        draft = file.with_name(f".{file.name}")
        with draft.open("wb") as output:
            header = np.frombuffer(orjson.dumps(parts), dtype=np.uint8)
            np.savez(output, header=header, weights=classifier.weights)
        draft.replace(file)

    @classmethod
    def read(cls, file: Path) -> Knowledge | None:
        """What was kept in a file; None if it is not there or cannot be read."""
        try:
            with file.open("rb") as source, np.load(source, allow_pickle=False) as kept:
                parts = orjson.loads(kept["header"].tobytes())
                weights = kept["weights"]
            rows = {feature: row for row, feature in enumerate(parts["features"])}
            classifier = Classifier(parts["labels"], parts["rarity"], rows, weights)
            return cls(classifier, {n: Lexicon(words) for n, words in parts["lexicons"].items()})
        except (OSError, EOFError, ValueError, KeyError, BadZipFile):
            return None


def fingerprint(tools: Sequence[Tool]) -> str:
    """Changes whenever something else would be learnt: other tools, utterances, or code."""
    digest = sha256(version("ieum").encode())
    for tool in tools:
        digest.update(orjson.dumps([tool.full_name, utterances(tool)]))
    digest.update(orjson.dumps(elsewhere()))
    root = Path(__file__).parent.parent
    sources = [*root.glob("ask/*.py"), *root.glob("text/*.py"), root / "search" / "tokens.py"]
    for source in sorted(sources):
        digest.update(source.read_bytes())
    return digest.hexdigest()[:32]
