// Loads what shows a reading path, and only for somebody who is on one: most readers of a concept are not.

if (new URLSearchParams(location.search).has("path")) import("./path-bar.js");
