// A button on every code block that copies its text.
const { translations } = JSON.parse(document.getElementById("__config").textContent);

for (const code of document.querySelectorAll(".highlight pre > code")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  button.title = translations["clipboard.copy"];
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(code.textContent);
    button.textContent = translations["clipboard.copied"];
    setTimeout(() => (button.textContent = "Copy"), 2000);
  });
  code.closest(".highlight").append(button);
}
