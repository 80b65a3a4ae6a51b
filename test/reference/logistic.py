"""Writes logistic.json: probabilities of scikit-learn's LogisticRegression. Run: python3 test/reference/logistic.py > test/reference/logistic.json

The features are standardized over all rows, the model is fitted on the first `labeled` of them. Two classes take the
default of 1.2.1, one weight vector (`multi_class="auto"`). SciPy's L-BFGS-B ends at a relative decrease of 2e-9,
whatever `tol` says, so that criterion is switched off; `defaultGap` is how far the default settings end from there.
"""

import json
import warnings

import numpy as np
import scipy.optimize
import sklearn
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

STRENGTHS = [1e-3, 1, 1e3]
minimize = scipy.optimize.minimize


def minimize_fully(*arguments, options, **named):
    return minimize(*arguments, options={**options, "ftol": 0, "maxcor": 30, "maxfun": 10**6}, **named)


def clouds(rng, rows, columns, classes, distance):
    labels = np.arange(rows) % classes
    centers = rng.normal(size=(classes, columns)) * distance
    return centers[labels] + rng.normal(size=(rows, columns)), labels


def with_constants(rng, rows):
    values, labels = clouds(rng, rows, 3, 3, 1)
    return np.column_stack([np.full(rows, 0.1), values, np.zeros(rows)]), labels


def one_hot(rng, rows):
    kinds = rng.integers(0, 5, rows)
    labels = np.where(rng.uniform(size=rows) < 0.8, kinds % 3, np.arange(rows) % 3)
    return np.column_stack([np.eye(5)[kinds], rng.normal(size=rows)]), labels


def correlated(rng, rows):
    values, labels = clouds(rng, rows, 2, 2, 1)
    copies = values + 1e-2 * rng.normal(size=values.shape)
    return np.column_stack([values, copies, values.sum(axis=1), 1e4 + 1e-1 * values[:, 0]]), labels


def repeated(rng, rows, columns):
    """Fewer labeled rows than columns, some of them twice: a singular Gram matrix."""
    values, labels = clouds(rng, rows, columns, 3, 0.5)
    values[3:6] = values[0:3]
    return values, labels


def unbalanced(rng, rows):
    values, labels = clouds(rng, rows, 2, 2, 1)
    return values, (np.arange(rows) % 15 == 0).astype(int)


def probabilities(model, values, labels, labeled):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return model.fit(values[:labeled], labels[:labeled]).predict_proba(values)


def answer(values, labels, labeled, strength):
    default = probabilities(LogisticRegression(C=strength), values, labels, labeled)
    scipy.optimize.minimize = minimize_fully
    exact = probabilities(LogisticRegression(C=strength, tol=1e-10, max_iter=5000), values, labels, labeled)
    scipy.optimize.minimize = minimize
    gap = np.abs(default - exact).max()
    shown = exact[:: max(1, len(values) // 15)]
    return {"C": strength, "defaultGap": float(f"{gap:.1e}"), "probabilities": np.round(shown, 7).tolist()}


def case(name, values, labels, labeled):
    values = np.round(values, 2 if values.shape[1] > 20 else 4).astype(np.float32)
    scaled = StandardScaler().fit_transform(values.astype(np.float64))
    return {
        "name": name,
        "labeled": labeled,
        "classes": int(labels.max()) + 1,
        "labels": labels.tolist(),
        "step": max(1, len(values) // 15),
        "values": [[float(str(value)) for value in row] for row in values],
        "answers": [answer(scaled, labels, labeled, strength) for strength in STRENGTHS],
    }


def main():
    rng = np.random.default_rng(11)
    cases = [
        case("two classes that overlap", *clouds(rng, 120, 3, 2, 0.7), 80),
        case("two classes that a line separates", *clouds(rng, 60, 2, 2, 8), 40),
        case("two classes, one of them rare", *unbalanced(rng, 120), 90),
        case("three classes that overlap", *clouds(rng, 120, 4, 3, 0.7), 80),
        case("three separable classes", *clouds(rng, 60, 3, 3, 8), 40),
        case("ten classes", *clouds(rng, 150, 5, 10, 1.2), 120),
        case("constant columns", *with_constants(rng, 60), 40),
        case("one-hot columns", *one_hot(rng, 100), 70),
        case("correlated columns", *correlated(rng, 80), 50),
        case("two classes, fewer rows than columns", *clouds(rng, 60, 40, 2, 0.3), 15),
        case("three classes, fewer rows than columns, rows that repeat", *repeated(rng, 60, 40), 15),
        case("ten classes, fewer rows than columns", *clouds(rng, 60, 40, 10, 0.5), 30),
    ]
    print(json.dumps({"scikitLearn": sklearn.__version__, "cases": cases}, separators=(",", ":")))


main()
