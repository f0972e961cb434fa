// What is typed into the filter turns the lists below it into one: the entries that hold it, the best first.

import { _ } from "./words.js";

const filter = document.querySelector(".filter");
const input = filter.querySelector("input");
const status = filter.querySelector("[role=status]");
const lists = [...document.querySelectorAll(".filter ~ *")];

/** A text in lower case and without accents, each of its words behind a space. */
function plain(text) {
  return ` ${text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ")}`.trimEnd();
}

/** By what an entry is found: its name, which stands first, and what each list behind it names ("Also called: …, …"). */
function names(item) {
  const others = [...item.querySelectorAll(".also")].flatMap((list) => list.textContent.replace(/^.*?: /, "").split(", "));
  return [item.firstChild.textContent, ...others].map(plain);
}

// An entry that stands in two lists counts where it stands first.
const entries = new Map();
for (const item of document.querySelectorAll(".filter ~ ul > li")) {
  const address = `${item.firstChild.textContent} ${item.querySelector("a").href}`;
  if (!entries.has(address)) entries.set(address, { item, names: names(item) });
}
const found = document.createElement("ul");
found.className = "found";
filter.after(found);

/** How far a name is from what was typed: the same, holds it as whole words, begins so, a word does, holds its words. */
function distance(name, typed) {
  if (!typed.split(" ").every((word) => name.includes(word))) return Infinity;
  return [name === typed, `${name} `.includes(`${typed} `), name.startsWith(typed), name.includes(typed), true].indexOf(true);
}

function show() {
  const typed = plain(input.value);
  const hits = [...entries.values()]
    .map(({ item, names }) => ({ item, far: Math.min(...names.map((name) => distance(name, typed))) }))
    .filter(({ far }) => typed && far < Infinity)
    .sort((one, other) => one.far - other.far);
  found.replaceChildren(...hits.map(({ item }) => item.cloneNode(true)));
  for (const list of lists) list.hidden = typed !== "";
  status.textContent = typed ? _("{n} of {all}", { n: hits.length, all: entries.size }) : "";
}

input.addEventListener("input", show);
// The browser may bring back what was typed when one returns.
show();
