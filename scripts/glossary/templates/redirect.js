// A redirect page moves on by itself, but would lose the place within the page: this keeps it.
if (location.hash) location.replace(document.currentScript.dataset.target + location.hash);
