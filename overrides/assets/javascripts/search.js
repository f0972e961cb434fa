// The search dialog. The search itself happens in the worker that `#__config` names, by the message protocol of
// Material for MkDocs; worker and index are loaded when somebody opens the dialog for the first time.

const Message = { SETUP: 0, READY: 1, QUERY: 2, RESULT: 3 };
const SHOWN = 20;

const config = JSON.parse(document.getElementById("__config").textContent);
// The base of an error page has no slash at its end under every engine.
const base = new URL(config.base.replace(/\/?$/, "/"), location);
const dialog = document.querySelector("dialog.search");
const input = dialog.querySelector(".search__query");
const status = dialog.querySelector(".search__status");
const list = dialog.querySelector(".search__list");

let worker;

/** Starts the worker once and asks it anew whenever the input changes. */
async function start() {
  if (worker) return;
  worker = new Worker(config.search);
  worker.onmessage = ({ data: { type, data } }) => {
    if (type === Message.READY) {
      input.addEventListener("input", ask);
      ask();
    }
    // An answer may come after its question was deleted.
    if (type === Message.RESULT && input.value.trim()) show(data.items);
  };
  worker.onerror = fail;
  try {
    const response = await fetch(new URL("search/search_index.json", base));
    if (!response.ok) throw new Error(response.statusText);
    const index = await response.json();
    worker.postMessage({ type: Message.SETUP, data: { ...index, options: { suggest: false } } });
  } catch {
    fail();
  }
}

function ask() {
  const query = input.value.trim();
  if (query) worker.postMessage({ type: Message.QUERY, data: query });
  else show(null);
}

/** Leaves a link to the list of all concepts in the place of results. */
function fail() {
  status.textContent = "";
  dialog.querySelector(".search__failed").hidden = false;
}

/** Shows one entry a page. `groups` holds the matches of each page, the page itself among them; null for no query. */
function show(groups) {
  const found = groups ?? [];
  status.textContent = groups ? count(found.length) : config.translations["search.result.placeholder"];
  list.replaceChildren(...found.slice(0, SHOWN).map(entry));
}

function count(number) {
  const key = number === 0 ? "none" : number === 1 ? "one" : "other";
  return config.translations[`search.result.${key}`].replace("#", number);
}

function entry(group) {
  const page = group.find((match) => !match.location.includes("#")) ?? group[0];
  const best = group.reduce((one, other) => (other.score > one.score ? other : one));
  const item = document.createElement("li");
  const link = item.appendChild(document.createElement("a"));
  link.href = new URL(page.location, base);
  link.append(part("search__title", page.title), part("search__teaser", best.text || page.text));
  return item;
}

/** A span with the text of a match. The worker sends HTML: only its text and its marks are taken over. */
function part(name, html) {
  const span = document.createElement("span");
  span.className = name;
  const { body } = new DOMParser().parseFromString(html, "text/html");
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const marked = walker.currentNode.parentElement.closest("mark");
    const target = marked ? span.appendChild(document.createElement("mark")) : span;
    target.append(walker.currentNode.data);
  }
  return span;
}

function open() {
  start();
  if (!dialog.open) dialog.showModal();
  input.select();
}

/** Moves the focus by one step through the field and the results. */
function move(step) {
  const stops = [input, ...list.querySelectorAll("a")];
  const next = stops[stops.indexOf(document.activeElement) + step];
  next?.focus();
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-search-open]")) open();
  // A click on the dialog itself is one beside its content.
  if (event.target.closest("[data-search-close]") || event.target === dialog) dialog.close();
});

// No shortcut of a single key: WCAG 2.1.4 wants those to be switchable, for voice input sets them off.
document.addEventListener("keydown", (event) => {
  if (event.key !== "k" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  open();
});

dialog.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  move(step);
});

dialog.querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  list.querySelector("a")?.click();
});

status.textContent = config.translations["search.result.placeholder"];

// An address that ends in ?q=… opens the search with it.
const asked = new URLSearchParams(location.search).get("q");
if (asked) {
  input.value = asked;
  open();
}
