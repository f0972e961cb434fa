// What is typed into the filter turns the lists below it into one: the entries that hold it, the best first.

import { _ } from "./words.js";

const filter = document.querySelector(".filter");
const input = filter.querySelector("input");
const status = filter.querySelector("[role=status]");
const everywhere = filter.querySelector("a");
const lists = [...document.querySelectorAll(".filter ~ *")];

const LEAST = 4; // Letters that are looked for within a word: fewer stand in too many.

/** A text in lower case and without accents, each of its words behind a space. */
function plain(text) {
  return ` ${text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ")}`.trimEnd();
}

/** By what an item is found: its name, which stands first, and what each list behind it names ("Also called: …, …"). */
function names(item) {
  const others = [...item.querySelectorAll(".also")].flatMap((list) => list.textContent.replace(/^.*?: /, "").split(", "));
  return [item.firstChild.textContent, ...others].map(plain);
}

// All items that lead to one page are one entry, whose own item names and explains it: it begins with the link.
const entries = new Map();
for (const item of document.querySelectorAll(".filter ~ ul > li")) {
  const { href } = item.querySelector("a");
  if (!entries.has(href)) entries.set(href, { items: [] });
  const entry = entries.get(href);
  entry.items.push({ item, names: names(item) });
  if (item.firstElementChild === item.firstChild) entry.own ??= item;
}
const found = document.createElement("ul");
found.className = "found";
filter.after(found);

/** How far a name is from what was typed: the same, holds it as whole words, begins so, a word does, all do; four letters may stand within a word. */
function distance(name, typed) {
  const words = typed.trim().split(" ");
  if (!words.every((word) => name.includes(word))) return Infinity;
  const begun = words.every((word) => name.includes(` ${word}`));
  return [name === typed, `${name} `.includes(`${typed} `), name.startsWith(typed), name.includes(typed), begun, typed.length > LEAST].indexOf(true);
}

/** The item of an entry that is nearest to what was typed. */
function nearest({ items, own }, typed) {
  const [best] = items
    .map(({ item, names }) => ({ item, own, far: Math.min(...names.map((name) => distance(name, typed))) }))
    .sort((one, other) => one.far - other.far);
  return best;
}

/** A hit: the item by which it was found, with the sentence of the page that it leads to. */
function shown({ item, own }) {
  const copy = item.cloneNode(true);
  if (item !== own) copy.append(" ", own.querySelector(".sentence").cloneNode(true));
  return copy;
}

function show() {
  const typed = plain(input.value);
  const hits = (typed ? [...entries.values()] : [])
    .map((entry) => nearest(entry, typed))
    .filter(({ far }) => far < Infinity)
    .sort((one, other) => one.far - other.far);
  found.replaceChildren(...hits.map(shown));
  for (const element of [...lists, ...filter.querySelectorAll(".filter__switches")]) element.hidden = typed !== "";
  status.textContent = typed ? _("{n} of {all}", { n: hits.length, all: entries.size }) : "";
  everywhere.hidden = typed === "";
  everywhere.search = new URLSearchParams({ q: input.value.trim() });
}

input.addEventListener("input", show);
// The browser may bring back what was typed when one returns.
show();
