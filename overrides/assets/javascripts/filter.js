// Of the folded lists below the filter, those entries are shown that hold each word typed into it.

const filter = document.querySelector(".filter");
const input = filter.querySelector("input");
const status = filter.querySelector("[role=status]");
const lists = [...document.querySelectorAll(".filter ~ details")];
const entries = lists.flatMap((list) => [...list.querySelectorAll("li")]).map((item) => ({ item, text: item.textContent.toLowerCase() }));

let typed = ""; // Before the last change: a list that a reader has opened stays open until something is typed.

function show() {
  const words = input.value.toLowerCase().split(/\s+/);
  for (const { item, text } of entries) item.hidden = !words.every((word) => text.includes(word));
  for (const list of lists) {
    list.hidden = [...list.querySelectorAll("li")].every((item) => item.hidden);
    list.previousElementSibling.hidden = list.hidden;
    if (input.value.trim() !== typed) list.open = input.value.trim() !== "" && !list.hidden;
  }
  typed = input.value.trim();
  status.textContent = typed ? `${entries.filter(({ item }) => !item.hidden).length} of ${entries.length}` : "";
}

input.addEventListener("input", show);
// The browser may bring back what was typed when one returns.
show();
