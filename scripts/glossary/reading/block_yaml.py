"""Values as YAML that people can read, for the files that the engine writes."""

from typing import Any

import yaml


class _Dumper(yaml.CSafeDumper):
    """Writes a value twice where it is used twice, and not as an alias."""

    def ignore_aliases(self, data: object) -> bool:
        """True for all values."""
        return True


def block_yaml(value: Any) -> str:
    """A value with an entry a line, in the order that it has."""
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=2**16)
