// The palette: "light", "dark", or that of the system. Runs before the page is painted, so that no wrong one flashes.
{
  const root = document.documentElement;
  const storage = { get: () => localStorage.getItem("palette"), set: (name) => localStorage.setItem("palette", name) };

  const apply = (name) => {
    if (name === "light" || name === "dark") root.dataset.palette = name;
    else delete root.dataset.palette;
  };

  // A browser that keeps no data throws on access; the page then starts with the system's palette.
  const attempt = (action) => {
    try {
      return action();
    } catch {
      return null;
    }
  };

  root.classList.replace("no-js", "js");
  apply(attempt(storage.get));

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-palette]");
    if (!button) return;
    const buttons = [...button.parentElement.children];
    const next = buttons[(buttons.indexOf(button) + 1) % buttons.length];
    apply(next.dataset.palette);
    attempt(() => storage.set(next.dataset.palette));
    next.focus();
  });
}
