"""Files that static hosts and crawlers look for: `/robots.txt`, `/_headers`, `/_redirects`."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from ...addresses import COMPARISONS, CONCEPTS, RELATED_INDEX
from ...graph.comparisons import Comparison

HEADERS = "_headers"
# Under this policy the site is tested in a real browser.
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; object-src 'none'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
# What pages of other origins fetch.
SHARED = (
    "api/*",
    "embed.js",
    "embed/*",
    "integrations/*",
    "objects.inv",
    RELATED_INDEX,
    "glossary.ttl",
    "llms.txt",
    "llms/*",
    "llms-full.txt",
    f"{CONCEPTS}/*/index.md",
)

# Here lie files whose names hold a hash of what is in them, so that a browser may keep them for ever.
HASHED = "assets/hashed"
IMMUTABLE = (f"{HASHED}/*", "vendor/*.woff2")


def hosting(redirects: Mapping[str, str], comparisons: Mapping[str, Comparison], root: str) -> dict[str, str]:
    """The files by path. `_headers` and `_redirects` are read by Cloudflare Pages, Netlify and others.

    `redirects` leads from former slugs to those that stand, and so does `comparisons`.
    Some hosts follow a redirect even where there is a file.
    """
    base = urlsplit(root).path
    headers = [
        f"{base}*\n  Content-Security-Policy: {POLICY}\n  X-Content-Type-Options: nosniff\n"
        "  Referrer-Policy: strict-origin-when-cross-origin\n"
    ]
    headers += [f"{base}{path}\n  Access-Control-Allow-Origin: *\n" for path in SHARED]
    headers += [f"{base}{path}\n  Cache-Control: public, max-age=31536000, immutable\n" for path in IMMUTABLE]
    moves = [(CONCEPTS, old, new) for old, new in sorted(redirects.items())] + [
        (COMPARISONS, old, pair.slug) for old, pair in sorted(comparisons.items())
    ]
    moved = [f"{base}{folder}/{old}/ {base}{folder}/{new}/ 301\n" for folder, old, new in moves]
    return {
        "robots.txt": f"User-agent: *\nAllow: /\n\nSitemap: {root}sitemap.xml\n",
        HEADERS: "\n".join(headers),
        "_redirects": "".join(moved),
    }
