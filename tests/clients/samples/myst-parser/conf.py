project = "Handbook"
extensions = ["myst_parser", "sphinx.ext.intersphinx"]
intersphinx_mapping = {"ai": ("https://example.org/glossary/", None)}
nitpicky = True
