"""Checks the links of any documentation to a published glossary, and proposes new ones.

Works far from the glossary's source: what it knows of it is the published `terms.json`.
"""
