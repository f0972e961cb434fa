"""The terms for agents: a server of the Model Context Protocol that answers from published files."""
