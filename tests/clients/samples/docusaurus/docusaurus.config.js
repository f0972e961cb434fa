export default async function config() {
  const answer = await fetch("https://example.org/glossary/integrations/links.md");
  if (!answer.ok) throw new Error(`The glossary answers ${answer.status}.`);
  const links = (await answer.text()).split("\n");

  // The definitions of the names that a page has in brackets.
  const used = (page) =>
    links.filter((line) => page.includes(line.slice(0, line.indexOf("]") + 1).toLowerCase())).join("\n");

  return {
    title: "Handbook",
    url: "https://handbook.example",
    baseUrl: "/",
    presets: [["classic", { docs: { routeBasePath: "/" }, blog: false }]],
    markdown: {
      preprocessor: ({ fileContent }) => `${fileContent}\n\n${used(fileContent.toLowerCase())}`,
    },
  };
}
