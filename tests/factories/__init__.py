"""Objects for the tests: each function fills in what a test does not say, and saves."""

from tests.factories.evaluations import *  # noqa: F403
from tests.factories.events import *  # noqa: F403
from tests.factories.reports import *  # noqa: F403
