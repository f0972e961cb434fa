"""Values as YAML that people can read, for the tools whose files are YAML."""

from typing import Any

import yaml


def block_yaml(value: Any) -> str:
    """A value with an entry a line, in the order that it has."""
    return yaml.dump(value, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=2**16)
