"""Pictures of what a language model does with a text."""

from math import exp

from .drawing import EDGE, GOLD, GREEN, INK, LARGE, LEAF, PAPER, SMALL, SOFT, Sheet, picture


@picture("How much the word “broke” takes from the words before it", 306)
def attention(sheet: Sheet) -> None:
    """Lines from one word to others, each as thick as its share."""
    shares = {"cup": 68.0, "fell": 25.0, "the": 3.4, "shelf": 3.4}
    x, middles = 23.0, {}
    words = ["The", "cup", "fell", "off", "the", "shelf", "and", "broke"]
    widths = {word: len(word) * 15.5 + 16 for word in words}
    for word in words:
        middles[word] = x + widths[word] / 2
        x += widths[word] + 7
    start = middles["broke"]
    for word, share in shares.items():
        far = start - middles[word]
        sheet.bow((start, 206), ((start + middles[word]) / 2, 166 - far * 0.6), (middles[word], 206), width=share * 0.36, head=False)
    for word in words:
        fill = GOLD if word == "broke" else LEAF if word in shares else PAPER
        sheet.label(middles[word] - widths[word] / 2, 204, widths[word], 48, word, fill, LARGE)
    for word, share in shares.items():
        sheet.text(middles[word], 277, f"{share:g}%", bold=share > 10)


@picture("Three sentences as arrows: those that mean the same point the same way", 400)
def embedding(sheet: Sheet) -> None:
    """The example's lists, drawn by the first two of their three numbers."""
    left, bottom, unit = 70, 352, 300
    sheet.arrow([(left, bottom), (400, bottom)], width=2, stroke=SOFT)
    sheet.arrow([(left, bottom), (left, 40)], width=2, stroke=SOFT)
    sheet.text(400, 378, "first number", SMALL, SOFT, "end")
    sheet.text(left + 14, 36, "second number", SMALL, SOFT, "start")
    points = {"cancel": (0.9, 0.1), "stop": (0.8, 0.2), "form": (0.2, 0.9)}
    at = {name: (left + x * unit, bottom - y * unit) for name, (x, y) in points.items()}
    for name, point in at.items():
        sheet.line([(left, bottom), point], GREEN, 4)
        sheet.circle(*point, 9, GOLD if name != "form" else LEAF)
    sheet.text(at["cancel"][0] + 18, 322, "Cancel my subscription", anchor="start")
    sheet.lines(at["stop"][0] + 18, 238, ["How do I stop paying", "every month?"], anchor="start")
    sheet.text(at["stop"][0] + 18, 282, "closeness 0.98", SMALL, SOFT, "start")
    sheet.text(at["form"][0] + 18, 80, "The subscription form is blue", anchor="start")
    sheet.text(at["form"][0] + 18, 108, "closeness 0.34", SMALL, SOFT, "start")


@picture("The odds for the next token, and the one that is drawn", 384)
def next_token_prediction(sheet: Sheet) -> None:
    """Bars for the likeliest tokens; the drawn one joins the text."""
    sheet.text(40, 52, "The kettle is on the", LARGE, anchor="start")
    sheet.box(345, 28, 110, 48, GOLD, dashed=True)
    sheet.text(400, 52, "stove", LARGE)
    odds = {"hob": 38, "stove": 25, "fire": 12, "table": 6, "moon": 0.02}
    for row, (word, share) in enumerate(odds.items()):
        y = 130 + row * 46
        sheet.text(132, y, word, anchor="end", bold=word == "stove")
        sheet.box(146, y - 16, max(share * 8.2, 2), 32, GOLD if word == "stove" else LEAF, radius=4)
        sheet.text(158 + share * 8.2, y, f"{share:g}%", anchor="start")
    sheet.text(132, 354, "others", SMALL, SOFT, "end")
    sheet.text(146, 354, "19% between them", SMALL, SOFT, "start")
    sheet.bow((424, 176), (650, 150), (460, 56))
    sheet.lines(562, 140, ["drawn", "and added"], SMALL, SOFT, "start")


@picture("One set of scores at three temperatures", 300)
def temperature(sheet: Sheet) -> None:
    """The shares of four words at 0.5, 1 and 2, worked out from their scores."""
    scores = {"fresh": 3, "warm": 2, "honest": 1, "loud": 0}
    for row, word in enumerate(scores):
        sheet.text(100, 106 + row * 50, word, anchor="end")
    for column, heat in enumerate((0.5, 1, 2)):
        x = 116 + column * 188
        sheet.text(x, 48, f"at {heat:g}", LARGE, anchor="start", bold=True)
        total = sum(exp(score / heat) for score in scores.values())
        for row, score in enumerate(scores.values()):
            share = exp(score / heat) / total
            y = 106 + row * 50
            sheet.box(x, y - 16, max(share * 112, 2), 32, GOLD if row == 0 else LEAF, radius=4)
            sheet.text(x + share * 112 + 9, y, f"{share:.1%}", SMALL, anchor="start")


@picture("A sentence in English and in Czech, cut into tokens with their numbers", 318)
def token(sheet: Sheet) -> None:
    """Tokens and numbers of OpenAI's list o200k_base."""
    english = [("My", 5444), ("parcel", 37708), ("has", 853), ("not", 625), ("arrived", 18157), (".", 13)]
    czech = [("M", 44), ("ůj", 123280), ("bal", 5008), ("ík", 33588), ("ned", 19246), ("or", 267), ("az", 1071), ("il", 311), (".", 13)]
    for top, heading, tokens in ((20, "English: 6 tokens", english), (170, "Czech: 9 tokens", czech)):
        sheet.text(24, top + 16, heading, bold=True, anchor="start")
        x = 24.0
        for index, (piece, number) in enumerate(tokens):
            width = max(len(piece) * 16 + 18, len(str(number)) * 12 + 4, 40)
            sheet.label(x, top + 40, width, 48, piece, GOLD if index % 2 else LEAF, LARGE)
            sheet.text(x + width / 2, top + 107, str(number), SMALL, SOFT)
            x += width + 6


@picture("What fits into a window of 128,000 tokens", 400)
def context_window(sheet: Sheet) -> None:
    """The example's parts, to scale, with one, two and three contracts."""
    left, scale = 28, 4.4 / 1000
    limit = left + 128_000 * scale
    for row, (heading, contracts) in enumerate((("One contract: 55,000", 1), ("Two contracts: 95,000", 2), ("Three contracts: 135,000", 3))):
        y = 66 + row * 96
        sheet.text(left, y - 16, heading, anchor="start", bold=contracts == 3)
        x = float(left)
        sheet.box(left, y, 128_000 * scale, 46, PAPER, stroke=None, radius=0)
        for tokens, fill in ((2_000, INK), (9_000, GREEN), *[(40_000, LEAF)] * contracts, (4_000, GOLD)):
            sheet.box(x, y, tokens * scale, 46, fill, radius=0)
            if fill == LEAF:
                sheet.text(x + tokens * scale / 2, y + 23, "contract")
            x += tokens * scale
    sheet.line([(limit, 52), (limit, 318)], INK, 3, dashed=True)
    sheet.text(limit + 8, 30, "limit: 128,000", anchor="end")
    x = float(left)
    for fill, words in ((INK, "instructions"), (GREEN, "conversation"), (GOLD, "answer")):
        sheet.box(x, 350, 24, 24, fill, radius=4)
        sheet.text(x + 34, 362, words, SMALL, anchor="start")
        x += 60 + len(words) * 13


@picture("How four joins make the token “steam” out of letters", 400)
def tokenizer(sheet: Sheet) -> None:
    """The example's joins as a tree, with how often each pair occurs."""
    step = 78
    letters = dict(zip("steam", range(60, 60 + 5 * step, step), strict=True))
    level = {"letters": 350, "ea": 276, "tea": 202, "team": 128, "steam": 54}
    middle = {"ea": letters["e"] + step / 2, "tea": letters["t"] + step * 0.75, "team": letters["e"] + step * 0.6, "steam": letters["t"] + step / 2}
    joins = {"ea": ("e", "a"), "tea": ("t", "ea"), "team": ("tea", "m"), "steam": ("s", "team")}

    def at(piece: str) -> tuple[float, float]:
        return (letters[piece], level["letters"]) if piece in letters else (middle[piece], level[piece])

    for piece, parts in joins.items():
        for part in parts:
            sheet.line([at(piece), at(part)], GREEN, 3)
    for piece in (*letters, *joins):
        x, y = at(piece)
        width = 44 + len(piece) * 14 if len(piece) > 1 else 50
        sheet.label(x - width / 2, y - 23, width, 46, piece, GOLD if piece == "steam" else LEAF if len(piece) > 1 else PAPER, LARGE)
    for number, (piece, times) in enumerate({"ea": 20, "tea": 17, "team": 9, "steam": 4}.items(), 1):
        sheet.text(656, level[piece], f"join {number}: {times} times", anchor="end")
    sheet.text(656, level["letters"], "single letters", anchor="end")


@picture("One layer of a transformer: first look across the words, then rework each", 420)
def transformer(sheet: Sheet) -> None:
    """Attention draws lines to what came before; the small networks stand apart from one another."""
    words = ["two", "trout", "from", "the", "bank"]
    columns = {word: 76.0 + index * 100 for index, word in enumerate(words)}
    sheet.box(20, 78, 512, 276, PAPER, dashed=True, radius=16)
    for word, x in columns.items():
        for before, other in columns.items():
            if other <= x:
                strong = word == "bank" and before == "trout"
                sheet.line([(other, 318), (x, 206)], GREEN if strong else EDGE, 8 if strong else 1.5)
    for word, x in columns.items():
        sheet.label(x - 42, 366, 84, 42, word, GOLD if word == "bank" else PAPER)
        sheet.box(x - 30, 314, 60, 22, LEAF, radius=6)
        sheet.box(x - 30, 186, 60, 22, LEAF, radius=6)
        sheet.arrow([(x, 186), (x, 158)], width=2)
        sheet.box(x - 34, 98, 68, 58, GREEN)
        sheet.arrow([(x, 98), (x, 62)], width=2)
        sheet.box(x - 30, 38, 60, 22, GOLD if word == "bank" else LEAF, radius=6)
    sheet.lines(606, 128, ["rework", "each word", "by itself"], SMALL)
    sheet.lines(606, 262, ["attention:", "look at what", "came before"], SMALL)
    sheet.lines(606, 48, ["on to the", "next layer"], SMALL, SOFT)


@picture("A hundred runs of one prompt, each a draw by the same odds", 308)
def llm(sheet: Sheet) -> None:
    """The example's odds as a hundred squares: 86, 7, 3 and 4."""
    sheet.text(30, 38, "The capital of Australia is …", LARGE, anchor="start")
    draws = [("Canberra", 86, LEAF), ("Sydney", 7, GOLD), ("a", 3, GREEN), ("others", 4, PAPER)]
    start = 0
    for _, share, fill in draws:
        places = [(30 + number // 5 * 31, 70 + number % 5 * 31) for number in range(start, start + share)]
        sheet.path("".join(f"M{x} {y}h24v24h-24z" for x, y in places), fill, GREEN)
        start += share
    x = 30
    for word, share, fill in draws:
        sheet.box(x, 256, 24, 24, fill, radius=4)
        sheet.text(x + 34, 268, f"{word} {share}", anchor="start", bold=word == "Sydney")
        x += 82 + len(word) * 15
