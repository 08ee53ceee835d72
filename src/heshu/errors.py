"""Everything that can go wrong, as one tree.

    HeshuError
    ├── UsageError            the caller asked for something that cannot be done as asked
    ├── ReadingError          a file could not be read; says why and what to do
    │   ├── UnsupportedFormat     no reader for this kind of file
    │   ├── EncryptedFile         the file wants a password
    │   ├── DamagedFile           the file is not what its name says, or is cut off
    │   └── NoText                the file was read and holds no text
    ├── IndexError_           the index cannot be opened or written
    │   ├── NoIndex               there is no index in the folder yet
    │   ├── IndexBusy             another process is writing it
    │   ├── EmbedderMismatch      it was built with another embedded model
    │   ├── NoVectorServer        the server of its vectors is away, or does not hold them
    │   └── DamagedIndex          it is not whole
    ├── Overtime              a question took longer than anybody waits
    ├── Overloaded            more is asked at once than can be answered
    └── CalculationError      a program or an expression has no exact result

Every message is for the person at the screen: what is wrong, and what to do about it.  ``str(error)``
is Chinese; ``error.english`` says the same in English.
"""

from __future__ import annotations


class HeshuError(Exception):
    """Any failure that Heshu can put in words.

    ``message`` is Chinese, ``english`` the same in English; both say what to do.
    """

    def __init__(self, message: str, english: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.english = english or message


class UsageError(HeshuError):
    """The caller asked for something that cannot be done as asked."""


class ReadingError(HeshuError):
    """A file could not be read."""


class UnsupportedFormat(ReadingError):
    """No reader takes this kind of file."""


class EncryptedFile(ReadingError):
    """The file wants a password."""


class DamagedFile(ReadingError):
    """The file is not what its name says, or it is cut off."""


class NoText(ReadingError):
    """The file was read and holds no text."""


class IndexError_(HeshuError):
    """The index cannot be opened or written."""


class NoIndex(IndexError_):
    """There is no index in the folder yet."""


class IndexBusy(IndexError_):
    """Another process is writing the index."""


class EmbedderMismatch(IndexError_):
    """The index was built with another embedded model."""


class NoVectorServer(IndexError_):
    """The Chroma server that was named is away, or does not hold the index's vectors."""


class DamagedIndex(IndexError_):
    """The index is not whole."""


class Overtime(HeshuError):
    """A question took longer than anybody waits."""


class Overloaded(HeshuError):
    """More is asked at once than can be answered."""


class CalculationError(HeshuError):
    """A program or an expression has no exact result."""
