"""The day that the sinks hand to `build()`, which asks no clock itself."""

import os
from datetime import UTC, date, datetime


def today() -> date:
    """The current day, or that of `SOURCE_DATE_EPOCH` (reproducible-builds.org), in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return (datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)).date()
