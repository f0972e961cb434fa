/*
 * Hovercards: a pointer or the keyboard's focus on a link to a concept, or to the meanings of a name, shows what the word means, on
 * a citation the source.
 *
 *   <script src="https://…/embed/v1.js" defer></script>
 *   <ai-term><a href="https://…/concepts/soup/">soup</a></ai-term>
 *
 * With `data-enhance` on the script, links need no <ai-term>; `data-link="main"` makes them too. With `data-enhance="article"`,
 * as on the glossary's own pages, that goes for links in what the selector and [data-terms] match.
 */
(() => {
  // Where the browser is too old, links stay links.
  if (customElements.get("ai-term") || !HTMLElement.prototype.showPopover || !CSS.supports("color", "light-dark(red, red)")) return;

  const OPEN_AFTER = 250;
  const CLOSE_AFTER = 300;
  const GAP = 10;

  const own = document.currentScript;
  const root = new URL("../", own.src).href;
  const { enhance, link: linked } = own.dataset;
  const everywhere = enhance === "" || linked !== undefined; // On other people's pages.
  const containers = enhance && `${enhance}, [data-terms]`;

  let pointed = null; // The link that the pointer is on, or whose card it is on,
  let focused = null; // the one that has the keyboard's focus,
  let shown = null; // the one whose card is open,
  let given; // and its attributes that the card changes.
  let timer;

  const card = document.createElement("div");
  card.id = "ai-term-card";
  card.role = "tooltip";
  card.popover = "manual"; // The top layer: nothing of the page clips or covers it.
  const title = card.appendChild(document.createElement("strong"));
  const definition = card.appendChild(document.createElement("span"));
  const topic = card.appendChild(document.createElement("small"));

  // `!important` in a shadow tree beats whatever the page says about its own elements.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host {
      all: initial !important;
      display: block !important;
      position: fixed !important;
      left: var(--_left) !important;
      top: var(--_top) !important;
      width: max-content !important;
      max-width: min(23em, 100vw - ${2 * GAP}px) !important;
      color-scheme: var(--_scheme) !important;
      direction: ltr !important;
    }
    /* The pointer crosses to the link without leaving the card. */
    :host::before { content: ""; position: absolute; inset: -${GAP}px 0; }
    div {
      position: relative;
      box-sizing: border-box;
      max-height: var(--_room);
      padding: 0.85em 1.15em 0.8em;
      overflow: auto;
      border: 1px solid var(--card-border, light-dark(#d8d0bf, #46504a));
      border-radius: 0.5em;
      background: var(--card-background, light-dark(#fff, #1e2421));
      box-shadow: 0 0.1em 0.25em rgb(0 0 0 / 0.12), 0 0.75em 2.25em rgb(0 0 0 / 0.2);
      color: var(--card-text, light-dark(#211f1b, #ebe7dd));
      font: 0.9375em/1.5 var(--card-sans, system-ui, sans-serif);
      overflow-wrap: break-word;
      text-wrap: pretty;
    }
    /* A thumb notch. */
    div::before {
      content: "";
      position: absolute;
      left: 0;
      top: 1.2em;
      width: 0.35em;
      height: 0.7em;
      border-radius: 0 1em 1em 0;
      background: var(--card-mark, light-dark(#f2b53c, #d89f2b));
    }
    ::slotted(*) { all: unset !important; display: block !important; }
    ::slotted(strong) { margin-bottom: 0.25em !important; font: 600 1.2em/1.3 var(--card-serif, "Iowan Old Style", Palatino, P052, Georgia, serif) !important; }
    ::slotted(small) { margin-top: 0.6em !important; color: var(--card-muted, light-dark(#5d574c, #b1ac9f)) !important; font-size: 0.875em !important; }
    @media (prefers-reduced-motion: no-preference) {
      div { animation: appear 0.15s ease-out; }
      @keyframes appear { from { opacity: 0; transform: translateY(0.25em); } }
    }
    @media print { :host { display: none !important; } }
  `);
  const shadow = card.attachShadow({ mode: "open" });
  shadow.adoptedStyleSheets = [sheet];
  const frame = shadow.appendChild(document.createElement("div"));
  frame.tabIndex = -1; // Where it scrolls, Tab would stop at it.
  frame.append(document.createElement("slot"));

  /** The page of a concept, or of the meanings of a name, that a link leads to: concepts/soup. */
  const pageOf = (link) => link.pathname?.match(/\/((?:concepts|meanings)\/[a-z0-9]+(?:-[a-z0-9]+)*)(?:\/(?:index\.html)?)?$/)?.[1];

  const enhanced = (link) =>
    link.href.startsWith(root + pageOf(link)) &&
    (everywhere ||
      (containers &&
        link.pathname !== location.pathname &&
        link.closest(containers) &&
        // Results and pictures show the sentence themselves, and a card would hide them.
        !link.closest("h1,h2,h3,h4,h5,h6,nav,svg,.pictures,.search__list")));

  /** The link with a card that a node belongs to. The open card belongs to its link. */
  function linkOf(node) {
    if (card.contains(node)) return shown;
    const link = node?.closest?.("a[href]");
    return link && (cited(link) || (pageOf(link) && (link.closest("ai-term") || enhanced(link)))) ? link : null;
  }

  /** The card of a citation, from the page's own list of sources. */
  function cited(link) {
    const source = containers && link.role === "doc-biblioref" && document.querySelector(link.hash);
    return source && { title: source.children[0].textContent, definition: source.children[1].textContent, topic: link.dataset.source };
  }

  const loaded = new Map();
  // Several glossaries on a page share it.
  window.glossaryCard ??= (values) => (glossaryCard.last = values);

  /** Resolves to what a file hands over, such as what a card shows, or to nothing. A script, because that needs no CORS header. */
  function load(path) {
    if (!loaded.has(path)) {
      const loading = new Promise((resolve) => {
        const script = document.createElement("script");
        script.nonce = own.nonce;
        script.src = `${root}embed/${path}.js`;
        // Runs right after the script itself, so what was received last is from there.
        script.onload = script.onerror = () => {
          script.remove();
          resolve(glossaryCard.last);
          delete glossaryCard.last;
        };
        document.head.append(script);
      });
      loaded.set(path, loading);
    }
    return loaded.get(path);
  }

  async function open(link) {
    if (link === shown || core.off) return;
    const values = cited(link) || (await load(`cards/${pageOf(link).replace("concepts/", "")}`));
    if (link === shown || (link !== pointed && link !== focused) || !link.isConnected) return;
    if (!values) {
      if (link === focused) focused = null;
      return settle();
    }
    close();
    shown = link;
    title.textContent = values.abbr ? `${values.title} (${values.abbr})` : values.title;
    definition.textContent = values.plain ?? values.definition;
    topic.textContent = values.topic;
    card.lang = values.lang ?? ""; // Not that of the page.
    // The browser's own tooltip would lie over the card.
    given = { "aria-describedby": link.getAttribute("aria-describedby"), title: link.getAttribute("title") };
    link.setAttribute("aria-describedby", `${given["aria-describedby"] ?? ""} ${card.id}`.trim());
    link.removeAttribute("title");
    // The palette of the page; of a page that declares none, the reader's.
    card.style.setProperty("--_scheme", getComputedStyle(link).colorScheme.replace("normal", "light dark"));
    link.after(card);
    card.showPopover();
    // A pointer can scroll a card that is too high; for the keyboard, the page makes room.
    for (const block of ["end", "start"]) {
      if (!place() && link === focused) link.scrollIntoView({ block, behavior: "instant" });
    }
    place();
  }

  /** Puts the card below or above its link and inside the window. Returns whether it has the room for all its text. */
  function place() {
    if (!shown) return;
    const set = (name, pixels) => card.style.setProperty(name, `${pixels}px`);
    set("--_room", innerHeight);
    const { offsetWidth: width, offsetHeight: height } = card;
    const rooms = (box) => [innerHeight - box.bottom - 2 * GAP, box.top - 2 * GAP];
    let box = shown.getBoundingClientRect();
    // A link may be stretched over the whole block that it stands in.
    const block = getComputedStyle(shown, "::after").position === "absolute" && shown.offsetParent?.getBoundingClientRect();
    if (block && Math.max(...rooms(block)) >= height) box = block;
    const [below, above] = rooms(box);
    const under = below >= height || below >= above;
    const room = under ? below : above;
    const right = document.documentElement.clientWidth - GAP - width;
    set("--_room", room);
    set("--_top", under ? box.bottom + GAP : box.top - GAP - Math.min(height, room));
    set("--_left", Math.max(GAP, Math.min(shown.getClientRects()[0]?.left ?? 0, right)));
    return height <= room;
  }

  function close() {
    if (!shown) return;
    for (const [name, value] of Object.entries(given)) {
      if (value === null) shown.removeAttribute(name);
      else shown.setAttribute(name, value);
    }
    shown = null;
    card.remove();
  }

  /** Closes the card that neither pointer nor focus holds open any longer. */
  function settle() {
    if (shown === pointed || shown === focused) return;
    if (focused?.isConnected) open(focused);
    else close();
  }

  function point(link) {
    if (link === pointed) return;
    pointed = link;
    clearTimeout(timer);
    timer = link ? setTimeout(open, OPEN_AFTER, link) : setTimeout(settle, CLOSE_AFTER);
  }

  /** Opens the card of a link that was tapped. Resolves to false where there is none. */
  async function show(link) {
    pointed = link;
    await open(link);
    return pointed !== link || shown === link;
  }

  function listen(host) {
    // Moves, because a page that scrolls below a resting pointer sends "over" as well.
    host.addEventListener("pointermove", (event) => {
      if (event.pointerType !== "touch") point(linkOf(event.target));
    });
    host.addEventListener("pointerout", (event) => {
      if (event.pointerType !== "touch" && linkOf(event.relatedTarget) !== pointed) point(null);
    });
    host.addEventListener("focusin", ({ target }) => {
      focused = (target.shadowRoot?.activeElement ?? target).matches(":focus-visible") ? linkOf(target) : null;
      if (focused) open(focused);
    });
    host.addEventListener("focusout", ({ relatedTarget }) => {
      focused = null;
      if (relatedTarget !== card) settle();
    });
  }

  customElements.define("ai-term", class extends HTMLElement {
    constructor() {
      super();
      listen(this);
    }

    disconnectedCallback() {
      if (this.contains(shown)) close();
    }
  });
  const core = { card, frame, linkOf, pageOf, point, show, root, linked, off: false };
  if (everywhere) load("v1/reader").then((addControls) => (addControls?.(core), listen(document)));
  else if (containers) listen(document);
  if (linked !== undefined) load("v1/links").then((linkNames) => linkNames?.(core));

  addEventListener("scroll", place, { capture: true, passive: true });
  addEventListener("resize", place);
  addEventListener("pagehide", close);
  addEventListener("hashchange", close);
  // Before others hear it: Escape closes the card and not also the dialog that its link is in.
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    clearTimeout(timer);
    focused = null;
    if (!shown) return;
    event.preventDefault();
    event.stopPropagation();
    if (card === document.activeElement) shown.focus();
    focused = null;
    close();
  }, true);
})();
