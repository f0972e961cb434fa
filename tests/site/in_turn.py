"""Many pages in one window: to open each of them would take fifty times as long."""


def in_turn(look: str) -> str:
    """A script that shows the texts at some addresses in the place of the open page's, one after the other.

    For each, by its address, it gives what the function `look` returns of it once its typefaces are there.
    """
    return f"""async addresses => {{
      const look = {look};
      const pages = await Promise.all(addresses.map(async address => (await fetch(address)).text()));
      const seen = {{}};
      for (const [place, address] of addresses.entries()) {{
        const main = new DOMParser().parseFromString(pages[place], "text/html").querySelector("main");
        document.querySelector("main").replaceWith(main);
        // Only what is laid out asks for its typeface.
        look(main);
        await document.fonts.ready;
        seen[address] = look(main);
      }}
      return seen;
    }}"""
