// Marks in the contents beside the text, or in the row of letters above it, where one is: the last section that begins above a line across the window.

const LINE = 0.3; // of the window's height, from its top

let letters;
let sections;
let crossing;

function mark() {
  const here = sections.findLast(({ heading }) => heading.checkVisibility() && heading.getBoundingClientRect().top <= innerHeight * LINE);
  for (const section of sections) {
    if (section === here) section.link.setAttribute("aria-current", "location");
    else section.link.removeAttribute("aria-current");
  }
  // On a phone the row is longer than the window.
  letters?.scrollTo({ left: here ? here.link.offsetLeft - letters.clientWidth / 2 : 0 });
}

/** Begins, or begins again where other lists have come into the page. */
export function follow() {
  letters = document.querySelector(".letters");
  sections = [...document.querySelectorAll("nav.contents a, .letters a")].map((link) => ({
    link,
    heading: document.getElementById(decodeURIComponent(link.hash.slice(1))),
  }));
  crossing?.disconnect();
  // Whatever is above the line counts as seen, however far above, so this is called when a heading crosses it.
  crossing = new IntersectionObserver(mark, { rootMargin: `1000000px 0px -${100 - LINE * 100}% 0px` });
  for (const { heading } of sections) crossing.observe(heading);
}

follow();
