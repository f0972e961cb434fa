// What is typed into the filter turns the lists below it into one: the entries that hold it, the best first.

import { _ } from "./words.js";

const filter = document.querySelector(".filter");
const input = filter.querySelector("input");
const status = filter.querySelector("[role=status]");
const everywhere = filter.querySelector(".filter > a");
const switches = filter.querySelector(".filter__switches");
const inFull = document.querySelector(".in-full"); // Leads to the page whose lists have all that can be filtered and shown.

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

const found = document.createElement("ul");
found.className = "found";
filter.after(found);

let lists; // What stands below the filter.
let entries; // All items that lead to one page are one, by its address; its own item, which begins with the link, explains it.

function read() {
  lists = [...document.querySelectorAll(".filter ~ :not(.found)")];
  entries = new Map();
  for (const item of document.querySelectorAll(".filter ~ ul:not(.found) > li")) {
    const { href } = item.querySelector("a");
    if (!entries.has(href)) entries.set(href, { items: [] });
    const entry = entries.get(href);
    entry.items.push({ item, names: names(item) });
    if (item.firstElementChild === item.firstChild) entry.own ??= item;
  }
}

let fetched; // The promise of the lists of the other page, once somebody is about to use them.
let missing = false;

/** Puts the lists of the page that has everything in the place of those with names alone. */
async function complete() {
  const answer = await fetch(inFull.href);
  if (!answer.ok) throw new Error(`${answer.status} ${inFull.href}`);
  const whole = new DOMParser().parseFromString(await answer.text(), "text/html").querySelectorAll(".filter ~ *");
  const focused = lists.some((list) => list.contains(document.activeElement)) && document.activeElement.href;
  for (const list of lists) list.remove();
  found.after(...whole);
  read();
  // A link that goes takes the focus with it.
  lists.flatMap((list) => [...list.querySelectorAll("a")]).find(({ href }) => href === focused)?.focus();
  (await import("./contents.js")).follow();
}

async function need() {
  fetched ??= complete();
  missing = await fetched.then(() => false, () => true);
  if (missing) fetched = undefined; // Perhaps it can be had next time.
  show();
}

/** How far a name is from what was typed: the same, holds it as whole words, begins so, a word does, all do; four letters may stand within a word. */
function distance(name, typed) {
  const words = typed.trim().split(" ");
  if (!words.every((word) => name.includes(word))) return Infinity;
  const begun = words.every((word) => name.includes(` ${word}`));
  const fits = [name === typed, `${name} `.includes(`${typed} `), name.startsWith(typed), name.includes(typed), begun, typed.length > LEAST];
  return fits.includes(true) ? fits.indexOf(true) : Infinity;
}

/** The item of an entry that is nearest to what was typed. */
function nearest({ items, own }, typed) {
  const [best] = items
    .map(({ item, names }) => ({ item, own, far: Math.min(...names.map((name) => distance(name, typed))) }))
    .sort((one, other) => one.far - other.far);
  return best;
}

/** A hit: the item by which it was found, with the sentence of the page that it leads to, if that is here. */
function shown({ item, own }) {
  const copy = item.cloneNode(true);
  const sentence = own.querySelector(".sentence");
  if (item !== own && sentence) copy.append(" ", sentence.cloneNode(true));
  return copy;
}

function show() {
  const typed = plain(input.value);
  const hits = (typed ? [...entries.values()] : [])
    .map((entry) => nearest(entry, typed))
    .filter(({ far }) => far < Infinity)
    .sort((one, other) => one.far - other.far);
  found.replaceChildren(...hits.map(shown));
  for (const element of switches ? [...lists, switches] : lists) element.hidden = typed !== "";
  const count = typed ? _("{n} of {all}", { n: hits.length, all: entries.size }) : "";
  status.textContent = missing ? `${count} ${_("Only titles are here: the rest could not be loaded.")}` : count;
  everywhere.hidden = typed === "";
  everywhere.search = new URLSearchParams({ q: input.value.trim() });
}

read();
input.addEventListener("input", show);
if (inFull) {
  input.addEventListener("focus", need);
  switches.addEventListener("change", need);
}
// The browser may bring back what was typed when one returns.
show();
if (inFull && input.value) need();
