"""Checks the links of any documentation to a published glossary, and proposes new ones.

It works without the glossary's source: all it knows is the published `terms.json`.
"""
