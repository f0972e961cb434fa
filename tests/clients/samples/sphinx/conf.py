project = "Handbook"
extensions = ["sphinx.ext.intersphinx"]
intersphinx_mapping = {"ai": ("https://example.org/glossary/", None)}
nitpicky = True
