// Reading paths. The page of a path holds its steps as data and shows which were read; a step that was reached
// through the path (`?path=…`) gets a bar that leads along it. What was read is known to this browser alone.

import { keep, kept } from "./kept.js";
import { _ } from "./words.js";

const root = new URL("../../", import.meta.url);
const here = location.href.slice(root.href.length).replace(/[?#].*/, "");

const pathOf = (page) => JSON.parse(page.getElementById("__path")?.textContent ?? "null");
const address = (path, step) => new URL(`${step.url}?path=${path.slug}`, root).href;

/** The addresses of the steps that were read. */
const visited = (slug) => new Set(kept(`path:${slug}`) ?? []);
const remember = (slug, urls) => keep(`path:${slug}`, [...urls]);

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** On the page of a path: marks the steps that were read, and says where to go on. */
function showProgress(path) {
  const progress = document.querySelector(".progress");
  const [status] = progress.getElementsByTagName("p");
  const [on] = progress.getElementsByTagName("a");
  const [clear] = progress.getElementsByTagName("button");
  const items = [...document.querySelectorAll(".progress ~ ol > li")];
  for (const [index, step] of path.steps.entries()) items[index].querySelector("a").href = address(path, step);

  function show() {
    const read = visited(path.slug);
    const count = path.steps.filter((step) => read.has(step.url)).length;
    for (const [index, step] of path.steps.entries()) {
      items[index].querySelector(".step-read")?.remove();
      if (read.has(step.url)) items[index].append(element("span", { className: "step-read", textContent: _("Read") }));
    }
    const next = path.steps.find((step) => !read.has(step.url)) ?? path.steps[0];
    status.textContent = count ? _("{n} of {all} pages read.", { n: count, all: path.steps.length }) : status.dataset.none;
    on.textContent = count === 0 ? _("Begin") : count < path.steps.length ? _("Go on with “{title}”", next) : _("Begin again");
    on.href = address(path, next);
    clear.disabled = !count;
  }

  status.dataset.none = status.textContent;
  clear.addEventListener("click", () => {
    remember(path.slug, []);
    show();
    on.focus();
  });
  // Also when the browser shows the page again as it was left.
  addEventListener("pageshow", show);
  show();
}

/** On a concept that was reached through a path: the step that it is, and the ones before and after it. */
function showBar(path) {
  const index = path.steps.findIndex((step) => step.url === here);
  if (index < 0) return;
  remember(path.slug, visited(path.slug).add(here));
  const bar = element("nav", { className: "path-bar", ariaLabel: _("Path: {title}", path) });
  const link = (step, label) => element("a", { href: address(path, step) }, element("span", { textContent: label }), ` ${step.title}`);
  const home = new URL(`paths/${path.slug}/`, root).href;
  if (index > 0) bar.append(link(path.steps[index - 1], _("Previous")));
  bar.append(
    element("p", {}, element("a", { href: home, textContent: path.title }), element("span", { textContent: _("Step {n} of {all}", { n: index + 1, all: path.steps.length }) })),
    index + 1 < path.steps.length ? link(path.steps[index + 1], _("Next")) : element("a", { href: `${home}#${path.learnt}` }, element("span", { textContent: _("Done") }), ` ${_("What you know")}`),
  );
  // Early for the keyboard; the eye finds it at the foot of the window.
  document.querySelector(".header").after(bar);
  if (index + 1 < path.steps.length) showNext(path, path.steps[index + 1]);
}

/** The first related article is the next step of the path, with its plain sentence and its picture. */
async function showNext(path, step) {
  const card = document.querySelector(".section-related-articles + ul > li");
  const response = card && (await fetch(new URL(step.url, root)));
  if (!response?.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const link = element("a", { href: address(path, step), textContent: page.querySelector("h1").firstChild.textContent });
  const picture = element("div", { ariaHidden: "true" }, page.querySelector("article > .picture") ?? "");
  card.replaceChildren(link, page.querySelector(".sentence, .entry__definition span").textContent, picture);
}

const own = pathOf(document);
const slug = new URLSearchParams(location.search).get("path");
if (own) {
  showProgress(own);
} else if (/^[a-z0-9-]+$/.test(slug ?? "")) {
  const response = await fetch(new URL(`paths/${slug}/`, root));
  const path = response.ok && pathOf(new DOMParser().parseFromString(await response.text(), "text/html"));
  if (path) showBar(path);
}
