// Of the lists below the filter, those entries are shown that hold each word typed into it.

const filter = document.querySelector(".filter");
const input = filter.querySelector("input");
const status = filter.querySelector("[role=status]");
const lists = [...document.querySelectorAll(".filter ~ ul")];
const entries = lists.flatMap((list) => [...list.children]).map((item) => ({ item, text: item.textContent.toLowerCase() }));

function show() {
  const words = input.value.toLowerCase().split(/\s+/);
  for (const { item, text } of entries) item.hidden = !words.every((word) => text.includes(word));
  for (const list of lists) {
    list.hidden = [...list.children].every((item) => item.hidden);
    list.previousElementSibling.hidden = list.hidden;
  }
  status.textContent = input.value.trim() ? `${entries.filter(({ item }) => !item.hidden).length} of ${entries.length}` : "";
}

input.addEventListener("input", show);
// The browser may bring back what was typed when one returns.
show();
