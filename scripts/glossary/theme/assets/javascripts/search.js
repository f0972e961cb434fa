// The search dialog of every page: what opens and closes it. It also remembers which concepts were read.

import { keep, kept } from "./kept.js";
import { searchBox } from "./search-box.js";
import { remember } from "./search-last-read.js";
import { _ } from "./words.js";

const dialog = document.querySelector("dialog.search");
const input = dialog.querySelector(".search__query");

searchBox({
  area: dialog,
  input,
  status: dialog.querySelector(".search__status"),
  list: dialog.querySelector(".search__list"),
  start: dialog.querySelector(".search__start"),
  advice: dialog.querySelector(".search__advice"),
});

// Nobody sees the dialog before this script runs, so its style need not hold the page up. The page of the search has it.
if (!document.querySelector(".page--find")) {
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = new URL("../stylesheets/search.css", import.meta.url);
  document.head.append(style);
}

// The home page has a search that answers in place; Escape closes what it found, and a question is asked there.
const here = document.querySelector(".search-here");
if (here) {
  const field = here.querySelector("input");
  const [status, list, advice] = [".search__status", ".search__list", ".search__advice"].map((name) => here.querySelector(name));
  const { ask } = searchBox({ area: here, input: field, status, list, advice });
  field.addEventListener("input", () => here.removeAttribute("data-closed"));
  here.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    here.setAttribute("data-closed", "");
    field.focus();
  });
  here.querySelector(".search-try")?.addEventListener("click", (event) => {
    if (!event.target.closest("a") || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    field.value = event.target.textContent;
    here.removeAttribute("data-closed");
    field.focus();
    ask();
  });
}

const slug = location.href.slice(new URL("../../concepts/", import.meta.url).href.length).match(/^([a-z0-9-]+)\/(?=[?#]|$)/)?.[1];
if (slug && document.querySelector(".page--concept")) remember(slug);

function open() {
  if (!dialog.open) dialog.showModal();
  dialog.append(label);
  input.focus();
  input.select();
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-search-open]")) open();
  // A click on the dialog itself is one beside its content; a hit may lead to another part of the same page.
  if (event.target.closest("[data-search-close], .search a") || event.target === dialog) dialog.close();
});

// A shortcut of a single key can be switched off, because voice input may set it off (WCAG 2.1.4).
const slash = Object.assign(document.createElement("input"), { type: "checkbox", checked: kept("slash") ?? true });
const label = Object.assign(document.createElement("label"), { className: "search__slash" });
label.append(slash, _("The key / opens the search"));
slash.addEventListener("change", () => keep("slash", slash.checked));

document.addEventListener("keydown", (event) => {
  const combined = event.ctrlKey || event.metaKey;
  const single = event.key === "/" && slash.checked && !combined && !event.altKey && !event.target.closest("input, textarea, select, [contenteditable]");
  if (!single && !(event.key === "k" && combined)) return;
  event.preventDefault();
  open();
});
