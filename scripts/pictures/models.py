"""Pictures of how models are made, changed and made smaller."""

from random import Random

from .drawing import EDGE, GOLD, GREEN, INK, LEAF, PAPER, SMALL, SOFT, Sheet, picture


@picture("Three ways to better answers, and the one that changes the model", 354)
def fine_tuning(sheet: Sheet) -> None:
    """What is new in each way is gold."""
    ways = (
        ("Prompt engineering", "better wording", "model as before"),
        ("Retrieval", "passages added", "model as before"),
        ("Fine-tuning", "short prompt", "parameters changed"),
    )
    for row, (way, prompt, model) in enumerate(ways):
        y = 58 + row * 106
        changed = row == 2
        sheet.text(24, y - 20, way, anchor="start", bold=True)
        sheet.label(24, y, 270, 56, prompt, PAPER if changed else GOLD)
        sheet.arrow([(294, y + 28), (372, y + 28)])
        sheet.label(374, y, 282, 56, model, GOLD if changed else PAPER)


@picture("A frozen table of weights and the two slim tables that are trained", 360)
def lora(sheet: Sheet) -> None:
    """One table of 4,096 by 4,096 numbers and its adapter at rank 8; not to scale."""
    sheet.box(24, 62, 220, 220, LEAF)
    sheet.lines(134, 172, ["16,777,216", "numbers,", "frozen"])
    sheet.text(282, 172, "+", 40, GREEN, bold=True)
    sheet.box(320, 62, 30, 220, GOLD)
    sheet.text(378, 172, "×", 40, GREEN, bold=True)
    sheet.box(408, 62, 220, 30, GOLD)
    sheet.lines(522, 172, ["65,536 numbers,", "trained: 0.4%"], bold=True)
    sheet.text(134, 38, "4,096", SMALL, SOFT)
    sheet.text(335, 38, "8", SMALL, SOFT)
    sheet.text(518, 38, "4,096", SMALL, SOFT)
    sheet.text(644, 77, "8", SMALL, SOFT)
    sheet.text(134, 320, "weights of the model", SMALL, SOFT)
    sheet.text(474, 320, "adapter, not to scale", SMALL, SOFT)


@picture("Six weights rounded with a fine step and with a coarse one", 350)
def quantization(sheet: Sheet) -> None:
    """The example's weights above each scale, and below it what they are read back as."""
    weights = (-0.70, -0.31, 0.02, 0.18, 0.44, 0.63)

    def at(value: float) -> float:
        return 340 + value * 360

    for y, step, heading in ((118, 0.1, "step 0.1"), (282, 0.8, "step 0.8")):
        sheet.text(24, y - 78, heading, anchor="start", bold=True)
        sheet.line([(24, y), (656, y)], INK, 2)
        marks = [round(number * step, 1) for number in range(-round(0.81 / step), round(0.81 / step) + 1)]
        for mark in marks:
            sheet.line([(at(mark), y - 9), (at(mark), y + 9)], INK, 2)
        for weight in weights:
            near = round(weight / step) * step
            sheet.line([(at(weight), y - 42), (at(near), y)], GREEN, 2)
            sheet.circle(at(weight), y - 42, 9, LEAF)
            sheet.circle(at(near), y, 9, GOLD)
        for mark in (-0.8, 0, 0.8):
            sheet.text(at(mark), y + 30, f"{mark:g}".replace("-", "−"), SMALL, SOFT)


@picture("A router sends one token to eight of 256 experts", 380)
def mixture_of_experts(sheet: Sheet) -> None:
    """A layer of DeepSeek-V3: 256 small squares, the eight chosen ones in gold."""
    sheet.label(24, 36, 130, 56, "one token", GOLD)
    sheet.arrow([(154, 64), (226, 64)])
    sheet.label(228, 36, 130, 56, "router", GREEN)
    sheet.text(380, 64, "picks 8 of 256", anchor="start", bold=True)
    chosen = [37, 61, 90, 118, 135, 171, 204, 230]
    left, top, pitch = 22, 136, 20
    place = {number: (left + number % 32 * pitch, top + number // 32 * pitch) for number in range(256)}
    sheet.path("".join(f"M{x} {y}h15v15h-15z" for number, (x, y) in place.items() if number not in chosen), PAPER, EDGE, 1)
    for number in chosen:
        x, y = place[number]
        sheet.line([(293, 92), (x + 8, y)], GREEN, 1.5)
    for number in chosen:
        x, y = place[number]
        sheet.box(x - 1, y - 1, 17, 17, GOLD, GREEN, radius=2)
    sheet.text(340, 328, "All 671 billion parameters are in memory,", SMALL)
    sheet.text(340, 354, "37 billion are used for this token.", SMALL, bold=True)


@picture("A boat comes out of noise in four steps", 300)
def diffusion_model(sheet: Sheet) -> None:
    """A small drawing mixed with noise, less from picture to picture."""
    boat = """
............
.....#......
.....##.....
.....###....
.....####...
.....#####..
.....######.
.....#......
.##########.
..########..
...######...
............
""".split()
    random = Random(4)
    noise = [[random.gauss(0.5, 0.3) for _ in row] for row in boat]
    greens = (PAPER, LEAF, "#8fb8a8", "#4b8577", GREEN)
    for index, strength in enumerate((1, 0.7, 0.45, 0.2, 0)):
        left = 20 + index * 130
        sheet.box(left - 2, 86, 124, 124, PAPER, radius=4)
        mixed = [
            [strength * grain + (1 - strength) * (sign == "#") for grain, sign in zip(grains, signs, strict=True)]
            for grains, signs in zip(noise, boat, strict=True)
        ]
        levels = [[min(4, max(0, round(value * 4))) for value in row] for row in mixed]
        for level in range(1, 5):
            sheet.cells(left, 88, 10, [[value == level for value in row] for row in levels], greens[level])
    sheet.text(22, 30, "use: a little noise is taken away, again and again", anchor="start")
    sheet.arrow([(22, 60), (658, 60)])
    sheet.arrow([(658, 238), (22, 238)], EDGE)
    sheet.text(658, 268, "training: noise is added, to be guessed", anchor="end")
