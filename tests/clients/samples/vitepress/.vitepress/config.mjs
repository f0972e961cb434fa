const answer = await fetch("https://example.org/glossary/integrations/links.md");
if (!answer.ok) throw new Error(`The glossary answers ${answer.status}.`);
const links = (await answer.text()).split("\n");

// The definitions of the names that a page has in brackets.
const used = (page) =>
  links.filter((line) => page.includes(line.slice(0, line.indexOf("]") + 1).toLowerCase())).join("\n");

export default {
  title: "Handbook",
  markdown: {
    config: (md) =>
      md.core.ruler.before("block", "glossary", (state) => {
        state.src += `\n\n${used(state.src.toLowerCase())}`;
      }),
  },
};
