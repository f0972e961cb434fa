"""The files of a site, each made when somebody asks for it."""

from collections.abc import Callable, Iterator, Mapping

Content = str | bytes
Maker = Callable[[], Content]


def as_bytes(content: Content) -> bytes:
    """What stands in a file with this content."""
    return content if isinstance(content, bytes) else content.encode()


class SiteFiles(Mapping[str, Content]):
    """Contents by path, in the order of the paths. To ask twice is to make twice."""

    def __init__(self, makers: Mapping[str, Maker]) -> None:
        self._makers = dict(sorted(makers.items()))

    def __getitem__(self, path: str) -> Content:
        return self._makers[path]()

    def __contains__(self, path: object) -> bool:
        # A mapping would make the file to see whether there is one.
        return path in self._makers

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)
