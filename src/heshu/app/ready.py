"""A server that is made ready: what the first question would load is loaded, and is never looked through for garbage.

Python looks through all that is alive now and then, and every thread waits meanwhile: with what Gradio, Chroma and the
others bring, 0.6 s on a busy machine (measured), many times what a question takes.  What is alive once all is loaded
stays for as long as the server runs.
"""

from __future__ import annotations

import gc
from contextlib import suppress
from typing import TYPE_CHECKING

from heshu.errors import HeshuError

if TYPE_CHECKING:
    from heshu.asking.assistant import Assistant


def make_ready(assistant: Assistant) -> None:
    """Search once, and leave all that is alive to itself; what an index lacks is said when somebody asks."""
    with suppress(HeshuError):
        assistant.search("支出", 1)
    gc.collect()
    gc.freeze()
