// The newest version of the hovercards. A page that must never change with the glossary names a version: embed/v1.js.
{
  const own = document.currentScript;
  const script = document.createElement("script");
  script.nonce = own.nonce;
  script.src = new URL("embed/v1.js", own.src);
  Object.assign(script.dataset, own.dataset);
  document.head.append(script);
}
