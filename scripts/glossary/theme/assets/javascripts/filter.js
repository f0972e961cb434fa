// Of the folded lists below the filter, those entries are shown that hold each word typed into it.

import { _ } from "./words.js";

const filter = document.querySelector(".filter");
const input = filter.querySelector("input");
const status = filter.querySelector("[role=status]");
const lists = [...document.querySelectorAll(".filter ~ details")];
const entries = lists.flatMap((list) => [...list.querySelectorAll("li")]).map((item) => ({ item, text: item.textContent.toLowerCase() }));

let typed = ""; // Before the last change: a list that a reader has opened stays open until something is typed.

function show() {
  const asked = input.value.trim();
  const words = asked.toLowerCase().split(/\s+/);
  for (const { item, text } of entries) item.hidden = !words.every((word) => text.includes(word));
  for (const list of lists) {
    list.hidden = [...list.querySelectorAll("li")].every((item) => item.hidden);
    list.previousElementSibling.hidden = list.hidden;
    // It counts entries that are hidden now.
    list.querySelector("summary").hidden = asked !== "";
    if (asked !== typed) list.open = asked !== "" && !list.hidden;
  }
  typed = asked;
  status.textContent = typed ? _("{n} of {all}", { n: entries.filter(({ item }) => !item.hidden).length, all: entries.length }) : "";
}

input.addEventListener("input", show);
// The browser may bring back what was typed when one returns.
show();
