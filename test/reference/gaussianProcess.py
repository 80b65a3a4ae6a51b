"""Writes gaussianProcess.json: scikit-learn's GaussianProcessClassifier.
Run: python3 test/reference/gaussianProcess.py > test/reference/gaussianProcess.json

The features are standardized over all rows, the model is fitted on the first `labeled` of them. `fixed` keeps the kernel
(its answers are exact up to rounding), `fitted` searches the kernel of greatest evidence from the same start.
"""

import json
import warnings

import numpy as np
import sklearn
from sklearn.gaussian_process import GaussianProcessClassifier
from sklearn.gaussian_process.kernels import RBF, ConstantKernel
from sklearn.preprocessing import StandardScaler


def clouds(rng, rows, columns, classes, distance):
    labels = np.arange(rows) % classes
    centers = rng.normal(size=(classes, columns)) * distance
    return centers[labels] + rng.normal(size=(rows, columns)), labels


def checkerboard(rng, rows):
    values = rng.uniform(-1, 1, size=(rows, 2))
    return values, ((values[:, 0] > 0) ^ (values[:, 1] > 0)).astype(int)


def repeated(rng, rows):
    values, labels = clouds(rng, rows, 3, 2, 0.5)
    values[1::4] = values[0::4]
    return values, labels


def answer(scaled, labels, labeled, variance, length, optimizer):
    kernel = ConstantKernel(variance) * RBF(length)
    model = GaussianProcessClassifier(kernel, optimizer=optimizer)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model.fit(scaled[:labeled], labels[:labeled])
    estimators = getattr(model.base_estimator_, "estimators_", [model.base_estimator_])
    return {
        "probabilities": np.round(model.predict_proba(scaled), 9).tolist(),
        "evidence": [float(estimator.log_marginal_likelihood_value_) for estimator in estimators],
        "gradient": [
            estimator.log_marginal_likelihood(estimator.kernel_.theta, eval_gradient=True)[1].tolist()
            for estimator in estimators
        ],
        "parameters": [estimator.kernel_.theta.tolist() for estimator in estimators],
    }


def case(name, values, labels, labeled, variance, length):
    values = np.round(values, 3).astype(np.float32)
    scaled = StandardScaler().fit_transform(values.astype(np.float64))
    return {
        "name": name,
        "labeled": labeled,
        "classes": int(labels.max()) + 1,
        "labels": labels.tolist(),
        "values": [[float(str(value)) for value in row] for row in values],
        "variance": variance,
        "lengthScale": length,
        "fixed": answer(scaled, labels, labeled, variance, length, None),
        "fitted": answer(scaled, labels, labeled, variance, length, "fmin_l_bfgs_b"),
    }


def main():
    rng = np.random.default_rng(5)
    cases = [
        case("two classes that overlap", *clouds(rng, 90, 3, 2, 0.7), 60, 1.0, 1.5),
        case("two classes that a line separates", *clouds(rng, 60, 2, 2, 6), 40, 2.0, 1.0),
        case("a checkerboard", *checkerboard(rng, 120), 80, 1.0, 1.0),
        case("rows that repeat", *repeated(rng, 60), 40, 1.0, 1.0),
        case("three classes", *clouds(rng, 90, 4, 3, 0.8), 60, 1.0, 2.0),
        case("five classes", *clouds(rng, 100, 3, 5, 1.5), 80, 3.0, 1.0),
        case("two labels", *clouds(rng, 30, 2, 2, 2), 2, 1.0, 1.0),
    ]
    print(json.dumps({"scikitLearn": sklearn.__version__, "cases": cases}, separators=(",", ":")))


main()
