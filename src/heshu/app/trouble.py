"""What nobody foresaw: the log has it under a reference, which is all that is shown."""

from __future__ import annotations

import logging
import secrets

_LOG = logging.getLogger(__name__)


def logged(what: str) -> str:
    """Log the error at hand and return the reference under which the log has it."""
    reference = secrets.token_hex(4)
    _LOG.exception("reference %s: %s", reference, what)
    return reference
