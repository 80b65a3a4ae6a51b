/** The other side of the benchmarks: reads one JSON request a line and answers each with one JSON line. */
export const scikitLearnScript = `
import json, sys, time, warnings
import numpy
import sklearn
from joblib import Parallel, delayed
from sklearn.ensemble import GradientBoostingRegressor, RandomForestClassifier, RandomForestRegressor
from sklearn.gaussian_process import GaussianProcessClassifier
from sklearn.gaussian_process.kernels import RBF, ConstantKernel
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits

tables = {}
model = None

def load(name, path, rows, columns):
    tables[name] = numpy.fromfile(path, dtype=numpy.float32).reshape(rows, columns)

def forget():
    tables.clear()

def fit_process(rows, answers, options):
    x = StandardScaler().fit_transform(tables[rows].astype(numpy.float64))
    y = tables[answers].ravel().astype(numpy.int64)
    with threadpool_limits(1):
        started = time.perf_counter()
        GaussianProcessClassifier(ConstantKernel(1.0) * RBF(**options)).fit(x, y)
        return time.perf_counter() - started

def fit(kind, rows, answers, options):
    global model
    if kind == "gaussian-process":
        return fit_process(rows, answers, options)
    kinds = {"classifier": RandomForestClassifier, "regressor": RandomForestRegressor, "boosting": GradientBoostingRegressor}
    model = kinds[kind](**options)
    y = tables[answers].ravel()
    y = y.astype(numpy.int64) if kind == "classifier" else y.astype(numpy.float64)
    started = time.perf_counter()
    model.fit(tables[rows], y)
    return time.perf_counter() - started

def predict(rows, threads):
    model.n_jobs = threads
    started = time.perf_counter()
    model.predict_proba(tables[rows])
    return time.perf_counter() - started

def lal(rows, labels, pool, threads, repeats):
    "One LAL query by the model fitted last, a regressor, as if it were repeats times as large."
    model.n_jobs = threads
    x, y = tables[rows], tables[labels].ravel().astype(numpy.int64)
    started = time.perf_counter()
    forest = RandomForestClassifier(50, oob_score=True, n_jobs=threads).fit(x, y)
    shares = Parallel(n_jobs=threads, prefer="threads")(
        delayed(tree.predict_proba)(tables[pool]) for tree in forest.estimators_
    )
    votes = numpy.array([share[:, 0] for share in shares])
    mean, deviation = votes.mean(axis=0), votes.std(axis=0)
    importances = numpy.std(forest.feature_importances_ / x.shape[1])
    depth = numpy.mean([tree.tree_.max_depth for tree in forest.estimators_])
    state = [y.mean(), forest.oob_score_, importances, deviation.mean(), depth, len(y)]
    features = numpy.column_stack([mean, deviation, *(numpy.full(len(mean), value) for value in state)])
    fitted = time.perf_counter()
    model.predict(features)
    return fitted - started + repeats * (time.perf_counter() - fitted)

warnings.simplefilter("ignore")
operations = {"load": load, "forget": forget, "fit": fit, "predict": predict, "lal": lal}
print(json.dumps({"version": sklearn.__version__}), flush=True)
for line in sys.stdin:
    request = json.loads(line)
    answer = operations[request.pop("operation")](**request)
    print(json.dumps({"seconds": answer}), flush=True)
`;
