"""Settings of all tests."""

from hypothesis import settings

# The same examples in every run, so that a failure is one that somebody has caused; and no files.
settings.register_profile("suite", derandomize=True, deadline=None, database=None, max_examples=100)
settings.load_profile("suite")
