"""Pictures of how machines learn from examples, and of how they are judged."""

from math import log, prod

from .drawing import EDGE, GOLD, GREEN, INK, LARGE, LEAF, PAPER, SMALL, SOFT, TEXT, Sheet, picture


@picture("A network of three units that works a staircase lamp", 350)
def neural_network(sheet: Sheet) -> None:
    """The example's six weights and three thresholds, with one switch up."""
    nodes = {"A": (90, 110, 1), "B": (90, 262, 0), "H1": (335, 110, 1), "H2": (335, 262, 0), "lamp": (580, 186, 1)}
    weights = {("A", "H1"): "1", ("A", "H2"): "1", ("B", "H1"): "1", ("B", "H2"): "1", ("H1", "lamp"): "1", ("H2", "lamp"): "−1"}
    for (start, end), weight in weights.items():
        (x1, y1, _), (x2, y2, _) = nodes[start], nodes[end]
        sheet.line([(x1, y1), (x2, y2)], GREEN if nodes[start][2] else EDGE, 4 if nodes[start][2] else 2)
        part = 0.5 if end == "lamp" or y1 == y2 else 0.3
        x, y = x1 + (x2 - x1) * part, y1 + (y2 - y1) * part
        sheet.circle(x, y, 23, PAPER, None)
        sheet.text(x, y, weight)
    for name, (x, y, on) in nodes.items():
        sheet.circle(x, y, 42, GOLD if on else PAPER, width=3)
        sheet.text(x, y - 12, name)
        sheet.text(x, y + 14, str(on), bold=True)
    for name, limit in (("H1", "over 0.5?"), ("H2", "over 1.5?"), ("lamp", "over 0.5?")):
        x, y, _ = nodes[name]
        sheet.text(x, y + 62, limit, SMALL, SOFT)
    for x, heading in ((90, "switches"), (335, "hidden layer"), (580, "output")):
        sheet.text(x, 34, heading, TEXT, bold=True)


@picture("The same valley walked with three learning rates", 340)
def gradient_descent(sheet: Sheet) -> None:
    """Steps on the loss (w − 4)² at the example's rates, all from w = 0."""
    for column, (rate, verdict) in enumerate(((0.01, "crawls"), (0.1, "arrives"), (1.1, "leaps away"))):
        left, bottom = 20 + column * 220, 240

        def at(w: float, left: int = left, bottom: int = bottom) -> tuple[float, float]:
            return left + (w + 4) * 12.5, bottom - (w - 4) ** 2 * 3.6

        sheet.box(left, 20, 200, 240, PAPER, None)
        sheet.line([at(w / 2) for w in range(-7, 24)], EDGE, 2)
        steps = [0.0]
        for _ in range(3 if rate > 1 else 8):
            steps.append(steps[-1] - rate * 2 * (steps[-1] - 4))
        sheet.line([at(w) for w in steps], GREEN, 2)
        for w in reversed(steps):
            sheet.circle(*at(w), 7, GOLD if w == 0 else LEAF)
        sheet.text(left + 100, 284, f"rate {rate:g}", bold=True)
        sheet.text(left + 100, 314, verdict)


@picture("A line and a curve through five days, and what they say of a sixth", 400)
def overfitting(sheet: Sheet) -> None:
    """The example's bike hire, to scale: the line of least squares and the curve that hits every day."""
    days = [(18, 40), (20, 55), (22, 52), (24, 71), (26, 74)]

    def at(degrees: float, bikes: float) -> tuple[float, float]:
        return 60 + (degrees - 17.5) * 50, 262 - bikes * 2.2

    def curve(x: float) -> float:
        return sum(y * prod((x - other) / (day - other) for other, _ in days if other != day) for day, y in days)

    mean_x, mean_y = (sum(values) / 5 for values in zip(*days, strict=True))
    slope = sum((x - mean_x) * (y - mean_y) for x, y in days) / sum((x - mean_x) ** 2 for x, _ in days)
    sheet.line([(40, 262), (656, 262)], EDGE)
    sheet.text(36, 286, "0 bikes", SMALL, SOFT, "start")
    sheet.line([at(x / 10, curve(x / 10)) for x in range(180, 281)], INK, 3, dashed=True)
    sheet.line([at(x, mean_y + slope * (x - mean_x)) for x in (18, 28)], GREEN, 4)
    for day in days:
        sheet.circle(*at(*day), 9, LEAF, width=3)
    sheet.circle(*at(28, 80), 11, GOLD, width=3)
    sheet.text(656, 44, "new day: 80", anchor="end", bold=True)
    sheet.text(656, 122, "line: 84", fill=GREEN, anchor="end", bold=True)
    sheet.text(566, 366, "curve: −55", anchor="end", bold=True)


@picture("A hundred examples in three parts, and what each part is for", 320)
def test_set(sheet: Sheet) -> None:
    """Eighty examples to learn from, ten to choose by, ten for the end."""
    for first, last, fill in ((0, 16, LEAF), (16, 18, GREEN), (18, 20, GOLD)):
        gap = (first > 0) * 16 + (first > 16) * 16
        places = [(28 + gap + column * 29, 24 + row * 27) for column in range(first, last) for row in range(5)]
        sheet.path("".join(f"M{x} {y}h22v20h-22z" for x, y in places), fill, GREEN)
    sheet.text(258, 182, "80: the model learns", bold=True)
    for x, y, words in ((533, 230, "10: compare versions, many times"), (607, 284, "10: report the score, once")):
        sheet.arrow([(x - 14, y), (x, y), (x, 162)])
        sheet.text(x - 26, y, words, anchor="end", bold=True)


@picture("Alarms and illnesses to scale: where they overlap, the alarm was right", 350)
def precision_and_recall(sheet: Sheet) -> None:
    """Two bars that share the 843 stays with both an alarm and sepsis."""
    left, scale = 24, 632 / 8680
    hit, end = left + 6128 * scale, left + 6971 * scale
    sheet.text(left, 38, "6,971 alarms", anchor="start", bold=True)
    sheet.box(left, 60, 6128 * scale, 60, PAPER, radius=0)
    sheet.text(left + 3064 * scale, 90, "6,128 false alarms")
    sheet.box(hit, 60, 843 * scale, 120, GOLD, radius=0)
    sheet.box(end, 120, 1709 * scale, 60, PAPER, radius=0)
    sheet.lines(end + 854 * scale, 150, ["1,709", "missed"], SMALL)
    sheet.text(hit - 14, 150, "2,552 with sepsis", anchor="end", bold=True)
    sheet.text((hit + end) / 2, 120, "843", bold=True)
    sheet.text(left, 236, "Precision: 843 of 6,971", anchor="start")
    sheet.text(656, 236, "12%", LARGE, anchor="end", bold=True)
    sheet.text(left, 296, "Recall: 843 of 2,552", anchor="start")
    sheet.text(656, 296, "33%", LARGE, anchor="end", bold=True)
    for y, share in ((236, 843 / 6971), (296, 843 / 2552)):
        sheet.box(356, y - 16, 220, 32, PAPER, radius=4)
        sheet.box(356, y - 16, 220 * share, 32, GOLD, radius=4)


@picture("Two questions part a hundred orders into three groups", 400)
def decision_tree(sheet: Sheet) -> None:
    """The example's tree; the bar in each leaf is the share that came back."""
    sheet.arrow([(250, 82), (150, 178)])
    sheet.arrow([(250, 82), (430, 138)])
    sheet.arrow([(430, 194), (340, 268)])
    sheet.arrow([(430, 194), (560, 268)])
    sheet.label(120, 26, 260, 56, "Is it clothing?", GREEN)
    sheet.label(300, 140, 330, 56, "More than one size?", GREEN)
    for x, y, word in ((176, 122, "no"), (372, 100, "yes"), (360, 226, "no"), (530, 226, "yes")):
        sheet.text(x, y, word, bold=True, anchor="end" if word == "no" else "start")
    for x, y, back, orders in ((24, 180, 5, 50), (236, 270, 8, 20), (456, 270, 27, 30)):
        sheet.box(x, y, 200, 106)
        sheet.text(x + 100, y + 24, f"{back} of {orders} back")
        sheet.box(x + 18, y + 46, 164, 16, PAPER, radius=4)
        sheet.box(x + 18, y + 46, 164 * back / orders, 16, GOLD, radius=4)
        sheet.text(x + 100, y + 84, f"{back / orders:.0%}", bold=True)


@picture("Six customers twice: a year as long as a euro, and as long as a thousand euros", 388)
def clustering(sheet: Sheet) -> None:
    """The same six people; only the unit of one axis has changed, and with it the groups."""
    customers = {"Ana": (23, 28), "Ben": (27, 49), "Cem": (25, 30), "Dora": (66, 31), "Eli": (70, 47), "Fay": (68, 29)}
    panels = ((24, 190, "1 year = 1 €", 0.0), (230, 426, "1 year = 1,000 €", 7.0))
    for left, width, heading, years in panels:
        up = 12 if years == 0 else 7
        sheet.text(left + width / 2, 36, heading, bold=True)
        sheet.box(left, 62, width, 306, PAPER, None)
        if years:
            sheet.box(left + 18, 82, 128, 266, LEAF, dashed=True, radius=26)
            sheet.box(left + 280, 82, 128, 266, LEAF, dashed=True, radius=26)
        else:
            sheet.box(left + 22, 72, 146, 66, LEAF, dashed=True, radius=26)
            sheet.box(left + 22, 284, 146, 76, LEAF, dashed=True, radius=26)
        for name, (age, income) in customers.items():
            x = left + 95 if years == 0 else left + 44 + (age - 23) * years
            y = (343 if years == 0 else 294) - (income - 28) * up
            apart = {"Dora": -8, "Fay": 8, "Cem": -4, "Ana": 8}.get(name, 0) if years else 0
            right = age < 50
            sheet.circle(x, y, 7, GOLD)
            sheet.text(x + (13 if right else -13), y + apart, name, SMALL, anchor="start" if right else "end")


@picture("The loop of trying, reward and a changed opinion", 350)
def reinforcement_learning(sheet: Sheet) -> None:
    """The example's robot, and its opinion of the right corridor after each try."""
    sheet.label(24, 40, 180, 110, "Robot\nchooses", GREEN)
    sheet.label(476, 40, 180, 110, "Building\nanswers", PAPER)
    sheet.arrow([(204, 70), (474, 70)])
    sheet.text(340, 46, "right corridor")
    sheet.arrow([(476, 118), (206, 118)])
    sheet.text(340, 144, "2 minutes: reward 8", SMALL)
    sheet.text(24, 206, "Opinion of the right corridor (left: 6)", anchor="start", bold=True)
    opinions = (("day 2", 1.0), ("day 10", 4.5), ("day 20", 17 / 3), ("day 30", 6.25))
    for index, (day, opinion) in enumerate(opinions):
        x = 24 + index * 162
        sheet.label(x, 240, 146, 58, f"{opinion:.3g}", GOLD if opinion > 6 else LEAF, LARGE, bold=True)
        sheet.text(x + 73, 322, day, SMALL, SOFT)


@picture("A filter slides along a row of pixels and answers where the edge is", 340)
def convolutional_neural_network(sheet: Sheet) -> None:
    """The example's six pixels and four answers, with the filter half over the edge."""
    for y, heading in ((66, "pixels"), (164, "filter"), (276, "answers")):
        sheet.text(24, y, heading, anchor="start", bold=True)
    for index, pixel in enumerate((9, 9, 9, 1, 1, 1)):
        sheet.label(146 + index * 84, 34, 84, 64, str(pixel), PAPER if index < 3 else LEAF, LARGE)
    for index, factor in enumerate(("× 1", "× 0", "× −1")):
        sheet.label(230 + index * 84, 138, 84, 52, factor, GOLD)
    sheet.line([(230, 98), (230, 138)], GREEN, 2, dashed=True)
    sheet.line([(482, 98), (482, 138)], GREEN, 2, dashed=True)
    sheet.arrow([(356, 190), (356, 242)])
    sheet.text(372, 214, "9 − 1", SMALL, SOFT, "start")
    for index, answer in enumerate((0, 8, 8, 0)):
        sheet.label(230 + index * 84, 244, 84, 64, str(answer), GOLD if index == 1 else PAPER, LARGE, bold=bool(answer))


@picture("Learning inside artificial intelligence, and deep learning inside that", 384)
def artificial_intelligence(sheet: Sheet) -> None:
    """The example's three programs, each in the smallest field that it belongs to."""
    fields = (("artificial intelligence", PAPER), ("machine learning", LEAF), ("deep learning", PAPER))
    for depth, (field, fill) in enumerate(fields):
        x, y = 20 + depth * 182, 20 + depth * 66
        sheet.box(x, y, 640 - depth * 196, 344 - depth * 86, fill, radius=18)
        sheet.text(x + 22, y + 34, field, anchor="start", bold=True)
    for x, program in ((38, "Deep Blue"), (220, "mail filter"), (402, "chatbot")):
        sheet.label(x, 236, 148, 56, program, GOLD)


@picture("The more examples, the smaller the gap between known and new cases", 380)
def machine_learning(sheet: Sheet) -> None:
    """The example's scores by the number of examples, on a scale of equal factors."""
    scores = {20: 64, 100: 90, 500: 95, 1297: 96}

    def at(examples: int, score: float) -> tuple[float, float]:
        return 70 + (log(examples) - log(20)) * 124, 60 + (100 - score) * 5.6

    known, unseen = [at(examples, 100) for examples in scores], [at(*pair) for pair in scores.items()]
    sheet.path("M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in [*known, *reversed(unseen)]) + "Z", LEAF)
    sheet.line(known, EDGE, 4)
    sheet.line(unseen, GREEN, 4)
    for (examples, score), (x, y) in zip(scores.items(), unseen, strict=True):
        sheet.circle(x, y, 9, GOLD)
        sheet.text(x + 18, y + (4 if examples == 20 else 26), f"{score}%", anchor="start" if examples == 20 else "middle", bold=True)
        sheet.text(x, 316, f"{examples:,}")
    sheet.text(70, 34, "right on known ones: 100%", anchor="start")
    sheet.text(240, 200, "right on new ones", fill=GREEN, anchor="start", bold=True)
    sheet.text(340, 352, "examples learned from", SMALL, SOFT)


@picture("The loss for the probability that the right answer was given", 396)
def loss_function(sheet: Sheet) -> None:
    """Cross-entropy: little is lost between 0.5 and 0.9, much close to 0."""

    def at(probability: float) -> tuple[float, float]:
        return 60 + probability * 570, 320 + log(probability) * 58

    sheet.line([(60, 30), (60, 320), (640, 320)], EDGE)
    sheet.line([at(0.0075 * 1.08**step) for step in range(64)] + [at(1)], GREEN, 4)
    for probability, loss, words in ((0.01, "4.6", "sure and wrong"), (0.5, "0.69", "undecided"), (0.9, "0.11", "sure and right")):
        x, y = at(probability)
        sheet.circle(x, y, 10, GOLD)
        beside = probability < 0.1
        sheet.text(x + (22 if beside else 0), y - (0 if beside else 62), words, SMALL, SOFT, "start" if beside else "middle")
        sheet.text(x + (22 if beside else 0), y + (28 if beside else -34), f"loss {loss}", anchor="start" if beside else "middle", bold=True)
        sheet.text(max(x, 84), 344, f"{probability:g}")
    sheet.text(345, 372, "probability given to the right answer", SMALL, SOFT)


@picture("Five flats, the line that fits them best, and a guess for a sixth", 390)
def regression(sheet: Sheet) -> None:
    """The example's flats by size and rent; short strokes are the misses."""
    flats = {40: 620, 50: 700, 60: 850, 75: 980, 90: 1150}

    def line(size: float) -> float:
        return 186 + 10.7 * size

    def at(size: float, rent: float) -> tuple[float, float]:
        return 60 + (size - 34) * 9.4, 332 - (rent - 550) * 0.44

    sheet.line([(60, 24), (60, 332), (640, 332)], EDGE)
    sheet.line([at(size, line(size)) for size in (36, 94)], GREEN, 4)
    for size, rent in flats.items():
        sheet.line([at(size, rent), at(size, line(size))], INK, 4)
        sheet.circle(*at(size, rent), 9, LEAF, width=3)
        if size != 75:  # It would touch the 70.
            sheet.text(at(size, 0)[0], 358, str(size), SMALL, SOFT)
    x, y = at(70, line(70))
    sheet.line([(x, 332), (x, y), (60, y)], GREEN, 2, dashed=True)
    sheet.circle(x, y, 11, GOLD, width=3)
    sheet.text(74, y - 20, "935 euros", anchor="start", bold=True)
    sheet.text(x, 358, "70 m²", bold=True)
    sheet.text(74, 40, "rent", SMALL, SOFT, "start")
