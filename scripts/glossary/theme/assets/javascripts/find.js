// The page /find/: a search box before the list of all concepts, which gives way to what was found.
// The page may stand in any theme, so whatever the box needs is made here.

import { _ } from "./words.js";

const loading = import("./search-box.js"); // The field is there before it.

const WAIT = 300; // Milliseconds without a key, after which the address takes the query over: browsers limit how often.

const area = document.querySelector("div.find");
const all = document.querySelectorAll("div.find ~ *");

const results = _("Results"); // Within the quotation marks below, it would be overlooked when messages are collected.
area.innerHTML = `
  <form role="search">
    <label for="find">${_("Type a term, or describe what you are looking for")}</label>
    <input class="search__query" id="find" type="search" name="q" autocapitalize="off" autocomplete="off" spellcheck="false" enterkeyhint="go">
  </form>
  <p class="search__status" role="status"></p>
  <ol class="search__list" aria-label="${results}"></ol>
  <p class="search__advice"></p>`;

let waiting;

/** Hides the list of all concepts while there is a query, and keeps the query in the address. */
function answered(query) {
  for (const element of all) element.hidden = query !== "";
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    const address = new URL(location);
    if (input.value.trim()) address.searchParams.set("q", input.value);
    else address.searchParams.delete("q");
    history.replaceState(null, "", address);
  }, WAIT);
}

const input = area.querySelector("input");
input.value = new URLSearchParams(location.search).get("q") ?? "";
// A box would fetch its index for a field that gets the focus; here that waits for the first letter.
input.focus();
const { searchBox } = await loading;
const box = searchBox({
  area,
  input,
  status: area.querySelector(".search__status"),
  list: area.querySelector(".search__list"),
  advice: area.querySelector(".search__advice"),
  answered,
});

if (input.value) box.ask();
