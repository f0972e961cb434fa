// The palette of a handbook made with Material: what a reader chose on one of its pages holds here, and the other way
// round. It lies where Material keeps it. Runs before the page is painted, so that no wrong one flashes.
{
  const root = document.documentElement;
  const { palettes, scope } = document.currentScript.dataset;
  const known = [JSON.parse(palettes)].flat(); // A single one may stand there by itself.
  const key = `${new URL(scope, location).pathname}.__palette`;
  const light = matchMedia("(prefers-color-scheme: light)");
  let inUse;

  // A browser that keeps no data throws on access; the page then has the palette that goes with the system.
  const attempt = (action) => {
    try {
      return action();
    } catch {
      return null;
    }
  };

  /** The palette in use as Material keeps it. One that follows the system stands for that of the light or of the dark. */
  const colours = () => {
    const { media = "" } = known[inUse];
    const meant = known.find((other) => other.media === `(prefers-color-scheme: ${light.matches ? "light" : "dark"})`);
    const { scheme, primary, accent } = (media === "(prefers-color-scheme)" && meant) || known[inUse];
    const name = (given, otherwise) => (given || otherwise).replaceAll(" ", "-");
    return { media, scheme: name(scheme, "default"), primary: name(primary, "indigo"), accent: name(accent, "indigo") };
  };

  const buttons = () => [...document.querySelectorAll(".palette button")];

  const apply = () => {
    const { scheme, primary } = colours();
    Object.assign(root.dataset, { mdColorScheme: scheme, mdColorPrimary: primary });
    for (const button of buttons()) button.classList.toggle("palette__button--in-use", button.dataset.number === `${inUse}`);
  };

  root.classList.replace("no-js", "js");
  if (known.length) {
    const chosen = attempt(() => JSON.parse(localStorage.getItem(key)).index);
    const fitting = known.findIndex(({ media }) => matchMedia(media ?? "").matches);
    inUse = Math.max(0, Math.min(chosen ?? fitting, known.length - 1));
    apply();
    light.addEventListener("change", apply);
    document.addEventListener("DOMContentLoaded", apply);
  }

  document.addEventListener("click", (event) => {
    if (!event.target.closest(".palette button")) return;
    inUse = (inUse + 1) % known.length;
    apply();
    attempt(() => localStorage.setItem(key, JSON.stringify({ index: inUse, color: colours() })));
    buttons().find((button) => button.dataset.number === `${inUse}`)?.focus();
  });
}
