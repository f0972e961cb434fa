"""`glossary mcp`, asked by the client of the official SDK."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from .environments import python_client
from .projects import SAMPLES, Glossary, copy_sample

pytestmark = pytest.mark.client
ROOT = SAMPLES.parent.parent.parent

# Starts the server as an agent's program does, and prints its tools and what each call gave.
ASKS = """
import asyncio, json, os, sys
from mcp import Client, StdioServerParameters

async def main():
    command, calls = json.loads(sys.stdin.read())
    server = StdioServerParameters(command=sys.executable, args=["-c", *command], env=dict(os.environ))
    async with Client(server) as client:
        tools = (await client.list_tools()).tools
        answers = []
        for name, arguments in calls:
            answer = await client.call_tool(name, arguments)
            said = [part.text for part in answer.content]
            answers.append([answer.is_error, answer.structured_content, said])
        print(json.dumps([[[tool.name, tool.annotations.read_only_hint] for tool in tools], answers]))

asyncio.run(main())
"""
SERVER = "import sys; from glossary.entry import main; sys.argv = ['glossary', *sys.argv[1:]]; main()"


def asked(arguments: list[str], *calls: tuple[str, dict[str, str]]) -> tuple[Any, list[Any]]:
    """The tools of `glossary ARGUMENTS`, and the answers to calls of them."""
    run = subprocess.run(
        [python_client("mcp"), "-c", ASKS],
        input=json.dumps([[SERVER, "--project", str(ROOT), *arguments], calls]),
        env=os.environ | {"PYTHONPATH": str(ROOT / "scripts")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    tools, answers = json.loads(run.stdout)
    return tools, answers


def test_an_agent_looks_up_what_is_published(real: Glossary, tmp_path: Path) -> None:
    project = copy_sample("agents", real, tmp_path)
    configured = json.loads((project / ".mcp.json").read_text("utf-8"))["mcpServers"]["glossary"]
    assert configured["command"] == "glossary"
    tools, answers = asked(
        configured["args"],
        ("search", {"query": "why does it make things up"}),
        ("look_up", {"term": "RAG"}),
        ("compare", {"one": "foundation model", "other": "LLM"}),
        ("related", {"term": "token"}),
        ("list_topic", {"topic": "Language models"}),
        ("look_up", {"term": "../../etc/passwd"}),
    )
    assert {name for name, _ in tools} == {"search", "look_up", "compare", "related", "topics", "list_topic"}
    assert all(reads_only for _, reads_only in tools)
    found, told, compared, related, topic, wrong = answers
    assert found[1]["result"][0]["page"] == real.concept("hallucination")
    assert told[1]["page"] == real.concept("rag")
    assert compared[1]["page"] == f"{real.url}compare/llm-vs-foundation-model/"
    assert related[1]["result"]
    assert topic[1]["terms"]
    assert wrong[0]
    assert "There is no term" in wrong[2][0]


def test_an_agent_looks_up_what_lies_in_a_folder() -> None:
    _, answers = asked(
        ["mcp"], ("look_up", {"term": "RAG"}), ("compare", {"one": "foundation model", "other": "LLM"})
    )
    assert answers[0][1]["page"].endswith("/concepts/rag/")
    assert "When to say which" in answers[1][1]["text"]


def test_a_site_that_is_no_glossary_is_named(tmp_path: Path) -> None:
    run = subprocess.run(
        [python_client("mcp"), "-c", SERVER, "mcp", "http://127.0.0.1:9/"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT / "scripts")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert "http://127.0.0.1:9/ cannot be read" in run.stderr
