// A search box: a field, what it found, and the keys that lead from one to the other. The dialog of every page and the
// page /find/ are two of them. The search itself runs in a worker; a query never leaves the browser.

const root = new URL("../../", import.meta.url);
const PATIENCE = 10_000; // Milliseconds after which a search that has not answered is called unavailable.

let worker;
const boxes = [];

/** Loads worker and index, once, and only when somebody is about to search. */
function start() {
  if (worker) return;
  const tell = (data) => boxes.forEach((box) => box(data));
  worker = new Worker(new URL("search-worker.js", import.meta.url));
  const waiting = setTimeout(() => tell({ failed: true }), PATIENCE);
  worker.onmessage = ({ data }) => {
    clearTimeout(waiting);
    tell(data);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    tell({ failed: true });
  };
}

/**
 * Makes a search box of `input`, the list `list`, the status line `status` and the paragraph `advice`, all within
 * `area`. `answered` is told each query whose hits are shown, and "" where there are none to show. Gives `ask()`, for
 * when the field was filled by a script.
 */
export function searchBox({ area, input, status, list, advice, answered = () => {} }) {
  const propose = document.querySelector("[data-propose]")?.dataset.propose;
  let wanted = false; // Enter came before the hits.

  function ask() {
    start();
    const query = input.value;
    if (query.trim()) worker.postMessage({ query });
    else show({ query, hits: [], nearest: null });
  }

  function answer(data) {
    if (data.failed) fail();
    // Whoever types on wants no hits for what the field held before.
    else if (data.query === input.value) show(data);
  }

  function show({ query, hits, nearest }) {
    list.replaceChildren(...hits.map(item));
    list.dataset.query = query;
    const asked = query.trim() !== "";
    status.textContent = asked ? count(hits.length) : "";
    advice.replaceChildren(...(asked && !hits.length ? consolation(nearest) : []));
    answered(query.trim());
    if (wanted) follow();
  }

  function fail() {
    list.replaceChildren();
    status.textContent = "The search is unavailable.";
    advice.replaceChildren(link("concepts/", "All concepts from A to Z"));
    answered("");
  }

  function consolation(nearest) {
    const parts = nearest ? ["Did you mean ", link(nearest.url, nearest.title), "? "] : [];
    parts.push(link("concepts/", "All concepts from A to Z"));
    if (propose) parts.push(" · ", link(new URL(propose, location), "Propose this term"));
    return parts;
  }

  function follow() {
    wanted = false;
    list.querySelector("a")?.click();
  }

  /** Moves the focus by one step through the field and the hits. */
  function move(step) {
    const stops = [input, ...list.querySelectorAll("a")];
    const next = stops[stops.indexOf(document.activeElement) + step];
    next?.focus();
    if (next === input) input.select();
  }

  boxes.push(answer);
  input.addEventListener("focus", start);
  input.addEventListener("input", () => {
    wanted = false;
    ask();
  });
  area.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.isComposing) return;
    event.preventDefault();
    move(step);
  });
  input.form.addEventListener("submit", (event) => {
    event.preventDefault();
    wanted = true;
    if (list.dataset.query === input.value) follow();
  });
  return { ask };
}

function count(number) {
  return number === 0 ? "Nothing found." : number === 1 ? "1 result" : `${number} results`;
}

/** What stands beside the title: the name by which the page was found. */
const FOUND_BY = {
  abbr: (name) => `short: ${name}`,
  alias: (name) => `also called: ${name}`,
  misnomer: (name) => `wrongly called: ${name}`,
  section: (name) => name,
};

function item({ url, title, name, kind, text, topic }) {
  const entry = document.createElement("li");
  const head = add(entry, "p", "search__title");
  head.append(link(url, title));
  if (name) add(head, "span", "search__name", ` ${FOUND_BY[kind](name)}`);
  const teaser = add(entry, "p", "search__teaser");
  for (const [piece, marked] of text) {
    if (marked) add(teaser, "mark", "", piece);
    else teaser.append(piece);
  }
  add(entry, "p", "search__topic", topic);
  return entry;
}

function link(url, text) {
  const anchor = document.createElement("a");
  anchor.href = new URL(url, root);
  anchor.textContent = text;
  return anchor;
}

function add(parent, tag, name, text = "") {
  const element = parent.appendChild(document.createElement(tag));
  if (name) element.className = name;
  element.textContent = text;
  return element;
}
