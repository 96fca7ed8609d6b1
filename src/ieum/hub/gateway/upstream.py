"""Which model server the operator named, and what its tokens cost."""

from __future__ import annotations

from ieum.hub import environment
from ieum.hub.gateway.accounting import Prices
from ieum.language.request import Upstream


def configured() -> Upstream | None:
    """The model server, or None when the operator named none; then everything works without."""
    url, model = environment.LLM_URL.value(), environment.LLM_MODEL.value()
    if not url or not model:
        return None
    return Upstream(
        base_url=url,
        model=model,
        key=environment.LLM_KEY.value(),
        first_token_seconds=environment.LLM_FIRST_TOKEN_SECONDS.value(),
        total_seconds=environment.LLM_SECONDS.value(),
    )


def prices() -> Prices:
    """Won for a million tokens, as the operator set them."""
    return Prices(environment.LLM_INPUT_PRICE.value(), environment.LLM_OUTPUT_PRICE.value())
