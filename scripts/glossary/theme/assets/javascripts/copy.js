// Copying. Every code block of the text gets a button, and a button of the page itself says what it copies:
// `data-copy` holds the id of an element whose text it is, `data-copy-file` the address of a file.

import { _ } from "./words.js";

const status = document.querySelector(".toast");

for (const code of document.querySelectorAll(".highlight pre > code")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = _("Copy");
  button.title = _("Copy to clipboard");
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(code.textContent);
    button.textContent = _("Copied to clipboard");
    setTimeout(() => (button.textContent = _("Copy")), 2000);
  });
  code.closest(".highlight").append(button);
}

for (const button of document.querySelectorAll("[data-copy], [data-copy-file]")) {
  button.addEventListener("click", async () => {
    const { copy, copyFile, copied } = button.dataset;
    try {
      const text = copyFile ? load(copyFile) : Promise.resolve(document.getElementById(copy).textContent);
      // The text is handed over as a promise, because some browsers refuse to copy once a click lies too far back.
      const blob = text.then((found) => new Blob([found], { type: "text/plain" }));
      await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
      say(copied);
    } catch {
      say(_("The browser could not copy this."));
    }
  });
}

async function load(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(response.statusText);
  return response.text();
}

let timer;

function say(message) {
  clearTimeout(timer);
  // Emptied first, or the same words would not be announced a second time.
  status.textContent = "";
  requestAnimationFrame(() => (status.textContent = message));
  timer = setTimeout(() => (status.textContent = ""), 4000);
}
