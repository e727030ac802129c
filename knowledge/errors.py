"""What can go wrong with what comes from outside, in words fit for the person who has to mend it.

FundstelleError
├── ArticleError        an article cannot be read
├── SidecarError        a sidecar, notes, translation or topics file is wrong
├── FolderError         a folder of articles cannot be used
├── HomeError           the folder for the program's own state cannot be used
├── IndexDamagedError   a stored index cannot be read
├── VersionError        there is no such index to go back to
└── QuestionError       a question, or a file of questions, cannot be used
"""


class FundstelleError(Exception):
    """Base of all errors whose message is meant for a person: what, where, and what to do."""


class ArticleError(FundstelleError):
    """An article cannot be read."""


class SidecarError(FundstelleError):
    """A file beside an article (speakers, notes, translations, topics) is wrong."""


class FolderError(FundstelleError):
    """A folder of articles does not exist or holds no articles."""


class HomeError(FundstelleError):
    """The folder for the program's state cannot be read or written."""


class IndexDamagedError(FundstelleError):
    """A stored index cannot be read."""


class VersionError(FundstelleError):
    """There is no stored index of that version."""


class QuestionError(FundstelleError):
    """A question, or a file of questions, cannot be used."""
