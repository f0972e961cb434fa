// Puts each picture itself in the place of its image as soon as the browser has loaded that: so it follows the page's
// colours and typeface. The build lets no picture through that could run or load anything.

async function drawIn(image) {
  const response = await fetch(image.src);
  if (!response.ok) return;
  const svg = new DOMParser().parseFromString(await response.text(), "image/svg+xml").documentElement;
  svg.querySelector("title").remove();
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", image.alt);
  image.parentElement.classList.add("picture");
  image.replaceWith(svg);
}

for (const image of document.querySelectorAll(".pictures img")) {
  if (image.complete) drawIn(image);
  else image.addEventListener("load", () => drawIn(image));
}
