"""Writes semantics.json with NumPy and scikit-learn: python3 test/reference/semantics.py > test/reference/semantics.json

`texts`: latent semantics of a few texts, by docs/label_scout_features.py with frequencies and components computed here. There
are fewer texts than components, so that every component is determined but for its sign.
`matrix`: the truncated decomposition of a sparse matrix, by scikit-learn's TruncatedSVD.
"""

import base64
import json
import math
import random
import sys
from pathlib import Path

import numpy
import scipy.sparse
from sklearn.decomposition import TruncatedSVD

sys.path.insert(0, str(Path(__file__).parents[2] / "docs"))

import label_scout_features as features

BUCKETS, HASHED, COLUMNS = 2**18, 8192, 100
WORDS = (
    "Refund lamp LAMP broken arrived_late naïve Straße ΣΊΣΥΦΟΣ größer İstanbul 東京 東 漢字𠮷𠮷 emoji🙂words 42 7.5 don't e-mail "
    "i̇ ﬁne ½ x² नमस्ते ok _ __init__ a b x東京タワーy ภาษาไทย"
).split(" ")


def pack(frequencies):
    def leb128(value):
        while value > 0x7F:
            yield value & 0x7F | 0x80
            value >>= 7
        yield value

    packed, last = [], -1
    for bucket, frequency in sorted(frequencies.items()):
        packed += [*leb128(bucket - last), *leb128(frequency)]
        last = bucket
    return base64.b64encode(bytes(packed)).decode()


def terms_of(texts):
    """Sublinear TF-IDF in hashed dimensions, straight from the definition."""
    frequencies = {}
    for text in texts:
        for hashed in features.hashes_of(text):
            frequencies[hashed % BUCKETS] = frequencies.get(hashed % BUCKETS, 0) + 1
    terms = numpy.zeros((len(texts), HASHED))
    for row, text in zip(terms, texts):
        for hashed, count in features.hashes_of(text).items():
            inverse = math.log((1 + len(texts)) / (1 + frequencies[hashed % BUCKETS])) + 1
            row[hashed % HASHED] += (1 + math.log(count)) * (inverse if hashed < 2**31 else -inverse)
    lengths = numpy.linalg.norm(terms, axis=1, keepdims=True)
    return terms / numpy.where(lengths == 0, 1, lengths), frequencies


def texts_case(rng):
    texts = [" ".join(rng.choice(WORDS) for _ in range(rng.randrange(3, 14))) for _ in range(11)] + [""]
    terms, frequencies = terms_of(texts)
    _, singular, right = numpy.linalg.svd(terms, full_matrices=False)
    components = right[singular > 1e-6 * singular[0]].T
    largest = components[numpy.abs(components).argmax(axis=0), numpy.arange(components.shape[1])]
    components = components * numpy.sign(largest)
    step = {
        "kind": "semantics",
        "column": "text",
        "columns": COLUMNS,
        "hashed": HASHED,
        "rank": components.shape[1],
        "buckets": BUCKETS,
        "documents": len(texts),
        "leastDocuments": 1,
        "frequencies": pack(frequencies),
    }
    packed = base64.b64encode(components.astype("<f4").tobytes()).decode()
    rows = features.Encoder([{**step, "components": packed}])([{"text": text} for text in texts])
    return {"texts": texts, "step": step, "rows": numpy.round(rows[:, : step["rank"]].astype(float), 6).tolist()}


def matrix_case():
    rng = numpy.random.default_rng(3)
    rows, columns, rank = 120, 80, 8
    dense = rng.normal(size=(rows, 10)) * 0.8 ** numpy.arange(10) @ rng.normal(size=(10, columns))
    dense = numpy.round(dense * (rng.uniform(size=dense.shape) < 0.3), 3)
    svd = TruncatedSVD(rank, algorithm="arpack").fit(scipy.sparse.csr_matrix(dense))
    entries = [[int(row), int(column), float(dense[row, column])] for row, column in zip(*dense.nonzero())]
    components = numpy.round(svd.components_, 6).tolist()
    return {"rows": rows, "columns": columns, "entries": entries, "singular": svd.singular_values_.tolist(), "components": components}


print(json.dumps({"texts": texts_case(random.Random(5)), "matrix": matrix_case()}, ensure_ascii=True))
