// The search dialog of every page: what opens and closes it. It also remembers which concepts were read.

import { searchBox } from "./search-box.js";
import { remember } from "./search-last-read.js";

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

// Nobody sees the dialog before this script runs, so its style need not hold the page up.
const style = document.createElement("link");
style.rel = "stylesheet";
style.href = new URL("../stylesheets/search.css", import.meta.url);
document.head.append(style);

const slug = location.href.slice(new URL("../../concepts/", import.meta.url).href.length).match(/^([a-z0-9-]+)\/(?=[?#]|$)/)?.[1];
if (slug && document.querySelector(".page--concept")) remember(slug);

function open() {
  if (!dialog.open) dialog.showModal();
  input.focus();
  input.select();
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-search-open]")) open();
  // A click on the dialog itself is one beside its content; a hit may lead to another part of the same page.
  if (event.target.closest("[data-search-close], .search a") || event.target === dialog) dialog.close();
});

// No shortcut of a single key: WCAG 2.1.4 wants those to be switchable, because voice input sets them off.
document.addEventListener("keydown", (event) => {
  if (event.key !== "k" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  open();
});
