"""Features of new samples for a model that Label Scout exported, as its metadata `preprocessing` says.

    session = onnxruntime.InferenceSession("tickets.onnx")
    metadata = session.get_modelmeta().custom_metadata_map
    encode = Encoder(json.loads(metadata["preprocessing"]))
    features = encode([{"subject": "No refund", "age": 3, "product": "Lamp"}])
    probabilities, label = session.run(["probabilities", "label"], {"features": features})

Copy this file; it needs NumPy, and for steps of the kind `pretrained` the packages tokenizers and onnxruntime and the folder of
the model: Encoder(steps, {"sentences-en": "dist/models/sentences-en"}). A sample is a dict from column to value: numbers (dates as seconds since 1970, truth as 1
and 0), texts, None where one is missing. Of a dataset of texts it is the text itself, of images an array of height x width x
channels, already resized, values 0 to 255. Of steps of the kind `onnx` only what they are made of is encoded: run your own
model on that.
"""

import base64
import math
import re
import unicodedata

import numpy

MASK = 0xFFFFFFFF
GRAM = 3
PIECE_CHARACTERS, MOST_PIECES = 1000, 4
UNPARTED = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]+)"
)


def hash_units(units):
    """MurmurHash3 (x86, 32 bit) of UTF-16 code units, given as little-endian bytes."""
    value = 0
    for unit in memoryview(units).cast("H"):
        unit = unit * 0xCC9E2D51 & MASK
        unit = (unit << 15 | unit >> 17) * 0x1B873593 & MASK
        value ^= unit
        value = ((value << 13 | value >> 19) & MASK) * 5 + 0xE6546B64 & MASK
    value ^= len(units) // 2
    value = (value ^ value >> 16) * 0x85EBCA6B & MASK
    value = (value ^ value >> 13) * 0xC2B2AE35 & MASK
    return value ^ value >> 16


def units_of(text):
    return text.encode("utf-16-le", "surrogatepass")


def words_of(text):
    marked = "".join(c if c == "_" or unicodedata.category(c)[0] in "LNM" else " " for c in text.lower())
    return re.findall(r"[^ ]+", marked)


def tokens_of(text):
    """Words, pairs of neighbors, and trigrams inside words; of scripts without spaces one to three characters."""
    previous = None
    for found in words_of(text):
        for place, run in enumerate(UNPARTED.split(found)):
            if run == "":
                continue
            if place % 2 == 1:
                for start in range(len(run)):
                    for size in range(1, min(GRAM, len(run) - start) + 1):
                        yield units_of(f"g {run[start : start + size]}")
                previous = None
                continue
            yield units_of(f"w {run}")
            if previous is not None:
                yield units_of(f"w {previous} {run}")
            edged = units_of(f"_{run}_")
            for start in range(0, len(edged) - 2 * (GRAM - 1), 2):
                yield units_of("c ") + edged[start : start + 2 * GRAM]
            previous = run


def hashes_of(text):
    """How often each n-gram occurs, by its hash."""
    counts = {}
    for token in tokens_of(text):
        value = hash_units(token)
        counts[value] = counts.get(value, 0) + 1
    return counts


def unpack_frequencies(packed, buckets):
    """Documents with an n-gram of each bucket: distances and frequencies as LEB128 (see docs/exported-models.md)."""
    numbers, value, shift = [], 0, 0
    for byte in base64.b64decode(packed):
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            numbers.append(value)
            value, shift = 0, 0
    frequencies = numpy.zeros(buckets, numpy.int64)
    frequencies[numpy.cumsum(numbers[0::2], dtype=numpy.int64) - 1] = numbers[1::2]
    return frequencies


def encode_numeric(step, values):
    # Where none was missing there is no median: the mean says least.
    missing = step["median"] if step["missing"] else step["mean"]
    known = [missing if value is None else float(value) for value in values]
    column = (numpy.array(known) - step["mean"]) / step["scale"]
    if not step["missing"]:
        return column[:, None]
    return numpy.stack([column, [value is None for value in values]], axis=1)


def encode_categorical(step, values):
    levels = step["levels"]
    width = min(len(levels), step["hashed"])
    target = {
        level: hash_units(units_of(level)) % width if len(levels) > width else place
        for place, level in enumerate(levels)
    }
    result = numpy.zeros((len(values), width + step["missing"]))
    for row, value in enumerate(values):
        if value is None and step["missing"]:
            result[row, width] = 1
        elif value in target:
            result[row, target[value]] = 1
    return result


def encode_text(step, values):
    frequencies = unpack_frequencies(step["frequencies"], step["buckets"])
    result = numpy.zeros((len(values), step["columns"]))
    for row, value in zip(result, values):
        for hashed, count in hashes_of(value or "").items():
            weight = math.log((1 + step["documents"]) / (1 + frequencies[hashed % step["buckets"]])) + 1
            row[hashed % step["columns"]] += min(count, 0xFFFF) * (weight if hashed < 2**31 else -weight)
        row /= math.sqrt((row * row).sum()) or 1
    return result


def encode_semantics(step, values):
    frequencies = unpack_frequencies(step["frequencies"], step["buckets"])
    components = numpy.frombuffer(base64.b64decode(step["components"]), "<f4").reshape(step["hashed"], step["rank"])
    terms = numpy.zeros((len(values), step["hashed"]))
    for row, value in zip(terms, values):
        for hashed, count in hashes_of(value or "").items():
            frequency = frequencies[hashed % step["buckets"]]
            if frequency >= step["leastDocuments"]:
                weight = math.log((1 + step["documents"]) / (1 + frequency)) + 1
                weight *= 1 + math.log(min(count, 0xFFFF))
                row[hashed % step["hashed"]] += weight if hashed < 2**31 else -weight
    result = numpy.zeros((len(values), step["columns"]))
    result[:, : step["rank"]] = scale_rows(scale_rows(terms) @ components)
    return result


def scale_rows(rows):
    lengths = numpy.sqrt((rows * rows).sum(axis=1, keepdims=True))
    return rows / numpy.where(lengths == 0, 1, lengths)


def pieces_of(text):
    """Pieces that end at a space where there is one; of long texts some, spread evenly."""
    pieces, start = [], 0
    while start < len(text):
        limit = start + PIECE_CHARACTERS
        space = text.rfind(" ", 0, limit + 1) if limit < len(text) else len(text)
        end = space if space > start else limit
        pieces.append(text[start:end])
        start = end
    if len(pieces) <= MOST_PIECES:
        return pieces
    last = MOST_PIECES - 1
    return [pieces[math.floor(place * (len(pieces) - 1) / last + 0.5)] for place in range(MOST_PIECES)]


class Sentences:
    """Embeddings by a pretrained model: windows of tokens, and their mean weighted by tokens."""

    def __init__(self, folder):
        import onnxruntime
        import tokenizers

        self.tokenizer = tokenizers.Tokenizer.from_file(f"{folder}/tokenizer.json")
        self.session = onnxruntime.InferenceSession(f"{folder}/model.onnx")
        self.inputs = [end.name for end in self.session.get_inputs()]

    def embed(self, step, text):
        tokens = [token for piece in pieces_of(step["prefix"] + text) for token in self.tokenizer.encode(piece).ids]
        total = numpy.zeros(step["columns"])
        for start in range(0, len(tokens), step["maxTokens"]):
            window = numpy.array([tokens[start : start + step["maxTokens"]]], numpy.int64)
            known = {"input_ids": window, "attention_mask": numpy.ones_like(window)}
            feeds = {name: known.get(name, numpy.zeros_like(window)) for name in self.inputs}
            output = self.session.run([step["output"]], feeds)[0][0]
            total += window.size * (output.mean(axis=0) if step["pooling"] == "mean" else output)
        return total


def encode_pretrained(step, values, models):
    return scale_rows(numpy.array([models[step["model"]].embed(step, value or "") for value in values]))


def pictures_of(step, values):
    """Samples x height x width x channels."""
    return numpy.array(values, numpy.float64).reshape(-1, step["height"], step["width"], step["channels"])


def encode_image(step, values):
    return pictures_of(step, values).reshape(len(values), -1) / 255


def floats_of(packed):
    return numpy.frombuffer(base64.b64decode(packed), "<f4").astype(numpy.float64)


def normalize_patches(patches, floor):
    """Rows with their mean taken away, divided by their deviation."""
    centered = patches - patches.mean(axis=1, keepdims=True)
    return centered / numpy.sqrt(patches.var(axis=1, keepdims=True) + floor)


def respond(step, picture):
    """How far each patch is of each kind: places down x places across x kinds."""
    side = step["patch"]
    windows = numpy.lib.stride_tricks.sliding_window_view(picture, (side, side), axis=(0, 1))
    down, across = windows.shape[:2]
    patches = windows.transpose(0, 1, 3, 4, 2).reshape(down * across, -1)
    offsets = floats_of(step["offsets"])
    filters = floats_of(step["filters"]).reshape(len(offsets), -1)
    responses = normalize_patches(patches, step["floor"]) @ filters.T - offsets
    return numpy.maximum(responses - step["threshold"], 0).reshape(down, across, -1)


def encode_patches(step, values):
    rows = []
    for picture in pictures_of(step, values):
        responses = respond(step, picture)
        down, across = responses.shape[0] // 2, responses.shape[1] // 2
        halves = responses[:down], responses[down:]
        quarters = [quarter for half in halves for quarter in (half[:, :across], half[:, across:])]
        rows.append(numpy.sqrt(numpy.concatenate([quarter.mean(axis=(0, 1)) for quarter in quarters])))
    return numpy.array(rows)


def cells_of(values, cell):
    """Cuts two axes, the second and third, into cells: samples x down x cell x across x cell x the rest."""
    count, height, width, *rest = values.shape
    return values.reshape(count, height // cell, cell, width // cell, cell, *rest)


def encode_gradients(step, values):
    gray = pictures_of(step, values).mean(axis=3) / 255
    across, down = numpy.zeros_like(gray), numpy.zeros_like(gray)
    across[:, :, 1:-1] = gray[:, :, 2:] - gray[:, :, :-2]
    down[:, 1:-1] = gray[:, 2:] - gray[:, :-2]
    places = numpy.arctan2(down, across) % numpy.pi / numpy.pi * step["directions"]
    lower = numpy.floor(places)
    histograms = []
    for direction in range(step["directions"]):
        share = (lower % step["directions"] == direction) * (1 - places + lower)
        share += ((lower + 1) % step["directions"] == direction) * (places - lower)
        histograms.append(cells_of(numpy.hypot(across, down) * share, step["cell"]).sum(axis=(2, 4)))
    cells = numpy.stack(histograms, axis=-1)
    neighbors = cells[:, :-1, :-1], cells[:, 1:, :-1], cells[:, :-1, 1:], cells[:, 1:, 1:]
    blocks = scale_blocks(numpy.concatenate(neighbors, axis=-1))
    return scale_blocks(numpy.minimum(blocks, 0.2)).reshape(len(values), -1)


def scale_blocks(blocks):
    return blocks / numpy.sqrt((blocks * blocks).sum(axis=-1, keepdims=True) + 1e-4)


def encode_colors(step, values):
    cells = cells_of(pictures_of(step, values) / 255, step["cell"])
    means, deviations = cells.mean(axis=(2, 4)), cells.std(axis=(2, 4))
    return numpy.concatenate([means.reshape(len(values), -1), deviations.reshape(len(values), -1)], axis=1)


ENCODERS = {
    "numeric": encode_numeric,
    "categorical": encode_categorical,
    "text": encode_text,
    "semantics": encode_semantics,
    "image": encode_image,
    "patches": encode_patches,
    "gradients": encode_gradients,
    "colors": encode_colors,
}


class Encoder:
    """Callable that turns a list of samples into features, samples x columns, float32."""

    def __init__(self, steps, models=None):
        self.steps = [inner for step in steps for inner in (step["of"] if step["kind"] == "onnx" else [step])]
        wanted = {step["model"] for step in self.steps if step["kind"] == "pretrained"}
        self.models = {name: Sentences((models or {})[name]) for name in wanted}

    def __call__(self, samples):
        parts = []
        for step in self.steps:
            column = step.get("column")
            values = samples if column is None else [sample.get(column) for sample in samples]
            pretrained = step["kind"] == "pretrained"
            parts.append(
                encode_pretrained(step, values, self.models) if pretrained else ENCODERS[step["kind"]](step, values)
            )
        return numpy.concatenate(parts, axis=1).astype(numpy.float32)
