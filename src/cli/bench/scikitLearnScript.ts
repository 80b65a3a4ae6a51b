/** The other side of the benchmarks: reads one JSON request a line and answers each with one JSON line. */
export const scikitLearnScript = `
import json, sys, time
import numpy
import sklearn
from sklearn.ensemble import GradientBoostingRegressor, RandomForestClassifier, RandomForestRegressor

tables = {}
model = None

def load(name, path, rows, columns):
    tables[name] = numpy.fromfile(path, dtype=numpy.float32).reshape(rows, columns)

def forget():
    tables.clear()

def fit(kind, rows, answers, options):
    global model
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

operations = {"load": load, "forget": forget, "fit": fit, "predict": predict}
print(json.dumps({"version": sklearn.__version__}), flush=True)
for line in sys.stdin:
    request = json.loads(line)
    answer = operations[request.pop("operation")](**request)
    print(json.dumps({"seconds": answer}), flush=True)
`;
