"""A page taken apart: front matter, text, lines, and the question above it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from glossary.languages import ENGLISH
from glossary.languages.en import article
from glossary.reading.concept import parse

from .glossaries import page


@pytest.mark.parametrize(
    ("title", "question"),
    [
        ("Large language model", "What is a large language model?"),
        ("AI model", "What is an AI model?"),
        ("LLM", "What is an LLM?"),
        ("GPU", "What is a GPU?"),
        ("SQL query", "What is an SQL query?"),
        ("UI test", "What is a UI test?"),
        ("URL", "What is a URL?"),
        ("MCP server", "What is an MCP server?"),
        ("XML file", "What is an XML file?"),
        ("Embedding", "What is an embedding?"),
        ("Open-weight model", "What is an open-weight model?"),
        ("Hour", "What is an hour?"),
        ("Honest answer", "What is an honest answer?"),
        ("Heuristic", "What is a heuristic?"),
        ("Hallucination", "What is a hallucination?"),
        ("User", "What is a user?"),
        ("Use case", "What is a use case?"),
        ("Usage limit", "What is a usage limit?"),
        ("Utility function", "What is a utility function?"),
        ("Unit test", "What is a unit test?"),
        ("Unigram", "What is a unigram?"),
        ("Union", "What is a union?"),
        ("Unimodal model", "What is a unimodal model?"),
        ("Unidirectional model", "What is a unidirectional model?"),
        ("Uninformed search", "What is an uninformed search?"),
        ("Unimportant token", "What is an unimportant token?"),
        ("Unsupervised task", "What is an unsupervised task?"),
        ("Euclidean distance", "What is a euclidean distance?"),
        ("One-hot encoding", "What is a one-hot encoding?"),
        ("Onerous task", "What is an onerous task?"),
        ("8-bit model", "What is an 8-bit model?"),
        ("80-billion model", "What is an 80-billion model?"),
        ("11-layer network", "What is an 11-layer network?"),
        ("110-layer network", "What is a 110-layer network?"),
        ("4-bit model", "What is a 4-bit model?"),
        ("8B model", "What is an 8B model?"),
        ("F1 score", "What is an F1 score?"),
        ("N-gram", "What is an n-gram?"),
        ("K-means clustering", "What is a k-means clustering?"),
        ("X-risk", "What is an x-risk?"),
        ("A/B test", "What is an A/B test?"),
        ("LoRA adapter", "What is a LoRA adapter?"),
    ],
)
def test_the_question_has_the_right_article_and_case(title: str, question: str) -> None:
    assert ENGLISH.rules.question(title, ENGLISH.rules.running(title)) == question


@pytest.mark.parametrize(
    ("title", "sentence", "question"),
    [
        (
            "Machine translation",
            "Machine translation puts a text into another language.",
            "What is machine translation?",
        ),
        (
            "AI cost management",
            "AI cost management is keeping an eye on bills.",
            "What is AI cost management?",
        ),
        ("Chatbot", "A chatbot is a program that you talk to.", "What is a chatbot?"),
        ("Chatbot", "Chatbots are programs that you talk to.", "What is a chatbot?"),
        ("Chatbot", "It talks.", "What is a chatbot?"),
    ],
)
def test_what_the_plain_sentence_names_without_an_article_has_none_in_the_question(
    title: str, sentence: str, question: str
) -> None:
    assert ENGLISH.rules.question(title, ENGLISH.rules.running(title), sentence) == question


@pytest.mark.parametrize(
    ("title", "within"),
    [
        ("Token", "token"),
        ("AI model", "AI model"),
        ("LoRA", "LoRA"),
        ("F1 score", "F1 score"),
        ("K-means", "k-means"),
        ("Éclair", "éclair"),
        ("token", "token"),
    ],
)
def test_a_title_within_a_sentence_loses_its_capital_unless_it_is_an_acronym(title: str, within: str) -> None:
    assert ENGLISH.rules.running(title) == within


@pytest.mark.parametrize(
    ("title", "lead", "question"),
    [
        ("Kubernetes", "It is Kubernetes that runs it.", "What is Kubernetes?"),
        ("Kubernetes", "Here kubernetes is Kubernetes.", "What is a kubernetes?"),
        ("Kubernetes", "Kubernetes runs it.", "What is a kubernetes?"),
        ("Turing test", "It is the Turing test.", "What is a Turing test?"),
        ("Hugging Face", "It is Hugging Face.", "What is Hugging Face?"),
    ],
)
def test_a_name_that_its_page_writes_with_a_capital_keeps_it(title: str, lead: str, question: str) -> None:
    fields = {
        "title": title,
        "definition": "It keeps programs running on many machines.",
        "lead": f"{lead}\n",
    }
    found, problems = parse(page("name", fields), "concepts/name.md")
    assert found and problems == []
    assert found.question == question


@pytest.mark.parametrize("term", ["", " ", "-", "…", "1"])
def test_an_odd_term_gets_an_article_too(term: str) -> None:
    assert article(term) in ("a", "an")


def test_a_page_is_taken_apart_and_keeps_its_lines() -> None:
    text = page(
        "token", {"related": [{"to": "prompt", "kind": "part_of", "why": "It is."}], "lead": "One.\nTwo.\n"}
    )
    lines = text.split("\n")
    found, problems = parse(text, "concepts/token.md")
    assert found and problems == []
    assert (found.slug, found.path, found.url, found.question) == (
        "token",
        "concepts/token.md",
        "concepts/token/",
        "What is a token?",
    )
    assert found.text.body.startswith("One.\nTwo.\n") and text.endswith(found.text.body)
    assert lines[found.problem(found.text.start, "", "").line - 1] == "One."
    assert lines[found.text.line_at(found.text.source.index("Two")) - 1] == "Two."
    assert lines[found.line_of("definition") - 1].startswith("definition: ")
    assert lines[found.line_of("related", 0, "why") - 1].startswith("- {to: prompt")
    assert [section.title for section in found.text.sections] == [
        "",
        "In plain words",
        "Why it matters",
        "Common pitfalls",
    ]
    assert "ask" in found.text.words and "##" not in found.text.words


def test_the_question_may_be_the_writers_own() -> None:
    found, _ = parse(page("token", {"question": "What are tokens?"}), "concepts/token.md")
    assert found and found.question == "What are tokens?"


def test_a_line_across_the_page_does_not_end_the_front_matter_twice() -> None:
    found, problems = parse(page("token", {"lead": "One.\n\n---\n\nTwo.\n"}), "concepts/token.md")
    assert found and problems == []
    assert found.text.body.startswith("One.\n\n---\n\nTwo.\n")


@given(
    st.text()
    | st.text("-\n: ab#", max_size=40)
    | st.binary(max_size=80).map(lambda data: data.decode("utf-8", "surrogateescape"))
    | st.text().map(lambda text: page("token").replace("Token", text))
)
@example("---\n---")
@example("---\n---\n")
@example("---\n\n---\n")
@example("--- \t\ntitle: x\n---\t\n")
@example("---\r\n---\r\n")
def test_no_text_is_too_wrong_to_be_reported(text: str) -> None:
    found, problems = parse(text, "concepts/token.md")
    assert (found is None) == bool(problems)
    assert all(problem.path == "concepts/token.md" and problem.line >= 1 for problem in problems)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_below_the_front_matter_is_kept_as_it_is(body: str) -> None:
    found, problems = parse(page("token", {"body": body}), "concepts/token.md")
    assert found and problems == []
    assert found.text.body == body
    assert "".join(found.text.source[section.start : section.end] for section in found.text.sections) == body


def test_a_plain_sentence_that_is_the_definition_is_said_once() -> None:
    said = "A pipe that brings hot water into the house"
    concept, problems = parse(page("flow", {"definition": said, "plain": f"{said}."}), "concepts/flow.md")
    assert concept and not problems
    assert (concept.meta.plain, concept.meta.sentence) == (None, said)
