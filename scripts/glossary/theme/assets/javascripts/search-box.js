// A search box: a field, what it found, and the keys that lead from one to the other. The dialog of every page and the
// page /find/ are two of them. The search itself runs in a worker; a query never leaves the browser.

import { forget, lastRead } from "./search-last-read.js";
import { _, ngettext } from "./words.js";

const root = new URL("../../", import.meta.url);
const OFFERED = 5; // So many of the pages that were read last.
const PATIENCE = 10_000; // Milliseconds after which a search that has not answered is called unavailable.

let worker;
let differences; // The promise of what each comparison says, by its address.
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
 * `area`. Where there is an element `start`, it shows something to begin with while the query says nothing. `answered`
 * is told each query that was answered, and "" where the query says nothing or there is no answer. Gives `ask()`, for
 * when the field was filled by a script.
 */
export function searchBox({ area, input, status, list, start: beginning, advice, answered = () => {} }) {
  const propose = document.querySelector("[data-propose]")?.dataset.propose;
  const beside = document.createElement("div"); // The pages of the handbook that fit, below what was found in the glossary.
  advice.before(beside);
  let wanted = false; // Enter was pressed: the query is complete, and its first hit is to be opened.
  let last = null; // The last answer.
  let kept = ""; // The query for which the hits that are shown were found, as far as it says something.

  function ask() {
    start();
    const read = lastRead().filter((slug) => !location.href.startsWith(new URL(`concepts/${slug}/`, root).href));
    worker.postMessage({ query: input.value, read: read.slice(0, OFFERED) });
  }

  function answer(data) {
    if (data.failed) fail();
    // Whoever types on wants no hits for what the field held before.
    else if (data.query === input.value) show(data);
  }

  function show(data) {
    last = data;
    const focused = links().indexOf(document.activeElement);
    const { query, hits, brief, nearest, others, start: offered } = data;
    const nothing = !hits.length && !offered;
    // In the middle of a question the last hits stay until better ones come. Enter says that this was all of it.
    const stays = nothing && !wanted && goesOn(kept, query);
    if (!stays) {
      list.replaceChildren(...hits.map(item));
      kept = brief || !hits.length ? "" : query.replace(/\s\S{1,2}$/, "").trim();
    }
    list.dataset.query = query;
    list.toggleAttribute("data-stays", stays);
    beginning?.replaceChildren(...(offered ? groups(offered, clear) : []));
    beside.className = others.length ? "search__start" : "";
    beside.replaceChildren(...(others.length ? [group("others", _("Other pages of this site"), others)] : []));
    if (stays) say(_("No closer results yet. These are for “{query}”.", { query: kept }));
    else if (offered) say(beginning ? _("Ask in your own words, or begin here:") : "");
    else say(others.length && !hits.length ? _("Nothing found in the glossary.") : count(hits));
    advice.replaceChildren(...(nothing ? consolation(nearest) : []));
    // A link that goes takes the focus with it, and the next key would be lost.
    if (focused >= 0 && !area.contains(document.activeElement)) (links()[focused] ?? input).focus();
    answered(offered ? "" : query.trim());
    if (wanted) follow();
  }

  function fail() {
    list.replaceChildren();
    beginning?.replaceChildren();
    beside.replaceChildren();
    say(_("The search is unavailable."));
    advice.replaceChildren(link("concepts/", _("All concepts from A to Z")));
    answered("");
  }

  function clear() {
    forget();
    ask();
    input.focus();
  }

  /** What is said again without a change would be read out again. */
  function say(text) {
    if (status.textContent !== text) status.textContent = text;
  }

  function consolation(nearest) {
    const [before, behind] = _("Did you mean {concept}?").split("{concept}");
    const parts = nearest ? [before, link(nearest.url, nearest.title), `${behind} `] : [];
    parts.push(link("concepts/", _("All concepts from A to Z")));
    if (propose) parts.push(" · ", link(new URL(propose, location), _("Propose this term")));
    return parts;
  }

  function follow() {
    wanted = false;
    (list.querySelector("a") ?? beside.querySelector("a"))?.click();
  }

  function links() {
    return [...area.querySelectorAll("a")];
  }

  /** Moves the focus by one step through the field and the links below it. The field stands for the hit that Enter opens. */
  function move(step) {
    const opened = opens();
    const stops = [input, ...links().filter((anchor) => anchor !== opened)];
    const at = document.activeElement === opened ? 0 : stops.indexOf(document.activeElement);
    const next = stops[at + step];
    next?.focus();
    if (next === input) input.select();
  }

  /** The link to the hit that Enter opens while the field has the focus, if there is one. */
  function opens() {
    return list.hasAttribute("data-stays") ? null : list.querySelector("a");
  }

  /** Whoever types while a link has the focus goes on in the field, which then gets the key. */
  function typeOn(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !event.target.closest("a")) return;
    if (event.key.length > 1 && event.key !== "Backspace") return;
    input.focus();
    input.setSelectionRange(input.value.length, input.value.length);
  }

  boxes.push(answer);
  input.addEventListener("focus", () => {
    if (!last) ask();
  });
  input.addEventListener("input", () => {
    wanted = false;
    ask();
  });
  // Which hit Enter opens is said of the one that has the focus.
  area.addEventListener("focusin", ({ target }) => {
    if (!opens()) return;
    const index = [...list.querySelectorAll(".search__title a")].indexOf(target);
    if (index >= 0 || target === input) say(count(last.hits, Math.max(index, 0)));
  });
  // A mouse that rests where the hits appear points at none of them.
  area.addEventListener("pointermove", () => list.setAttribute("data-pointed", ""));
  input.addEventListener("input", () => list.removeAttribute("data-pointed"));
  area.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return typeOn(event);
    event.preventDefault();
    move(step);
  });
  input.form.addEventListener("submit", (event) => {
    event.preventDefault();
    wanted = true;
    if (last?.query === input.value) show(last);
  });
  return { ask };
}

/** Whether a query is another one typed on, whose last word is not yet done with if it became longer. */
function goesOn(before, query) {
  return before !== "" && query.startsWith(before) && !/^\S+\s/.test(query.slice(before.length));
}

/** How many hits there are, and which of them Enter opens. */
function count(hits, opened = 0) {
  if (!hits.length) return _("Nothing found.");
  return ngettext("{n} result. Enter opens “{title}”.", "{n} results. Enter opens “{title}”.", hits.length, hits[opened]);
}

/** What is offered before there is a query, and what each list of it is called. */
const OFFERS = { read: _("Recently read"), linked: _("Mentioned most often"), compared: _("Often confused") };

/** The lists; `clear` forgets what was read. */
function groups(offered, clear) {
  return Object.keys(OFFERS)
    .filter((name) => offered[name].length)
    .map((name) => {
      const made = group(name, OFFERS[name], offered[name]);
      if (name === "read") {
        const button = document.createElement("button");
        Object.assign(button, { className: "search__clear", textContent: _("Clear"), type: "button" });
        button.setAttribute("aria-label", _("Clear recently read"));
        button.addEventListener("click", clear);
        made.querySelector("ul").before(button);
      }
      return made;
    });
}

/** A list of pages below its title. */
function group(name, called, pages) {
  const made = document.createElement("div");
  const title = add(made, "p", "search__group", called);
  title.id = `search-${name}`;
  const entries = add(made, "ul");
  entries.setAttribute("aria-labelledby", title.id);
  for (const { url, title } of pages) add(entries, "li").append(link(url, title));
  return made;
}

/** What stands beside the title: the name by which the page was found. */
const FOUND_BY = {
  abbr: (name) => _("short: {name}", { name }),
  aliases: (name) => _("also called: {name}", { name }),
  covers: (name) => _("also explains: {name}", { name }),
  introduced: (name) => _("also explains: {name}", { name }),
  instances: (name) => _("for example: {name}", { name }),
  misnomers: (name) => _("wrongly called: {name}", { name }),
  section: (name) => name,
};

function item({ url, title, name, kind, text, topic }) {
  const entry = document.createElement("li");
  const head = add(entry, "p", "search__title");
  head.append(link(url, title));
  if (name) add(head, "span", "search__name", ` ${FOUND_BY[kind](name)}`);
  const teaser = add(entry, "p", "search__teaser");
  if (url.startsWith("compare/")) tellDifference(url, teaser);
  for (const [piece, marked] of text) {
    if (marked) add(teaser, "mark", "", piece);
    else teaser.append(piece);
  }
  add(entry, "p", "search__topic", topic);
  return entry;
}

/** Puts the sentence of a comparison where it belongs as soon as it is there. Without it the title says enough. */
async function tellDifference(url, teaser) {
  differences ??= fetch(new URL("search/differences.json", root)).then((answer) => (answer.ok ? answer.json() : {}));
  teaser.textContent = (await differences)[url] ?? "";
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
