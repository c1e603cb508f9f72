"""Boosted trees beside XGBoost: writes the reference predictions of the tests, and measures both sides in one sitting.

    /usr/bin/python3 bench/peers/xgboost_trees.py reference    writes tests/Tidemark.Learning.Tests/Trees/Reference
    /usr/bin/python3 bench/peers/xgboost_trees.py speed        XGBoost's hist and ./tidemark bench trees, one thread, processor time

needs numpy and xgboost (the committed results are of 1.7.4).
"""
import json
import os
import subprocess
import sys
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
import xgboost

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../..")
FOLDER = os.path.join(ROOT, "tests/Tidemark.Learning.Tests/Trees/Reference")
ROWS, COLUMNS = 700, 6
COMMON = {"n_estimators": 12, "max_depth": 4, "learning_rate": 0.3}

# Name, label, objective, whether weights are used, settings.
CASES = [
    ("exact", "binary", "binary:logistic", False, {"tree_method": "exact"}),
    ("hist", "binary", "binary:logistic", False, {"tree_method": "hist"}),
    ("fewBins", "binary", "binary:logistic", False, {"tree_method": "hist", "max_bin": 16, "base_score": 0.3}),
    ("manyBins", "number", "reg:squarederror", False, {"tree_method": "hist", "max_bin": 600}),
    ("weightedExact", "number", "reg:squarederror", True, {"tree_method": "exact", "min_child_weight": 5}),
    ("weightedHist", "number", "reg:squarederror", True, {"tree_method": "hist", "max_bin": 64}),
    ("classesExact", "classes", "multi:softprob", False, {"tree_method": "exact"}),
    ("classesHist", "classes", "multi:softprob", True, {"tree_method": "hist"}),
    ("monotoneExact", "number", "reg:squarederror", False, {"tree_method": "exact", "monotone_constraints": "0,0,1,1,-1"}),
    ("monotoneHist", "binary", "binary:logistic", False, {"tree_method": "hist", "monotone_constraints": "1,0,1,1,-1"}),
    ("penaltiesExact", "number", "reg:squarederror", False, {"tree_method": "exact", "alpha": 3, "gamma": 4, "reg_lambda": 0.1}),
    ("penaltiesHist", "number", "reg:squarederror", False, {"tree_method": "hist", "alpha": 3, "gamma": 4, "reg_lambda": 0.1}),
    ("boundedSteps", "binary", "binary:logistic", False, {"tree_method": "hist", "max_delta_step": 0.4, "alpha": 0.5, "scale_pos_weight": 3}),
    ("leafWise", "binary", "binary:logistic", False, {"tree_method": "hist", "grow_policy": "lossguide", "max_leaves": 20, "max_depth": 0}),
    ("depthWiseLeaves", "binary", "binary:logistic", False, {"tree_method": "hist", "max_leaves": 11, "max_depth": 6}),
    ("freeLeaves", "binary", "binary:logistic", False, {"tree_method": "exact", "min_child_weight": 0, "max_depth": 8, "reg_lambda": 0.5}),
    ("pseudoHuber", "number", "reg:pseudohubererror", False, {"tree_method": "exact"}),
]


def table(rows, columns, random):
    """Features of which the first half have missing values, and targets from a product, a wave and a slope with noise."""
    x = random.normal(size=(rows, columns)).astype(np.float32)
    x[:, 5] = np.round(x[:, 5] * 3) / 3
    score = x[:, 0] * x[:, 1] + np.sin(2 * x[:, 2]) + 0.5 * x[:, 3] + random.normal(size=rows)
    missing = random.uniform(size=x.shape) < 0.15
    missing[:, columns // 2:] = False
    x[missing] = np.nan
    labels = {"binary": (score > 0).astype(float), "classes": np.digitize(score, [-0.7, 0.6]).astype(float), "number": np.round(score, 6)}
    return x, labels, np.round(random.exponential(size=rows), 3)


def reference():
    os.makedirs(FOLDER, exist_ok=True)
    x, labels, weights = table(ROWS, COLUMNS, np.random.RandomState(20240229))
    with open(os.path.join(FOLDER, "boosting.csv"), "w") as file:
        file.write(",".join([f"f{i}" for i in range(COLUMNS)] + list(labels) + ["weight"]) + "\n")
        for row in range(ROWS):
            cells = ["NaN" if np.isnan(v) else "%.9g" % v for v in x[row]] + ["%.9g" % labels[name][row] for name in labels] + ["%.9g" % weights[row]]
            file.write(",".join(cells) + "\n")
    cases = []
    for name, label, objective, weighted, settings in CASES:
        settings = {**COMMON, "objective": objective, **settings}
        own = {key: value for key, value in settings.items() if key != "n_estimators"}
        if "monotone_constraints" in own:
            own["monotone_constraints"] = "(" + own["monotone_constraints"] + ")"
        if objective == "multi:softprob":
            own["num_class"] = 3
        data = xgboost.DMatrix(x, labels[label], weight=weights if weighted else None)
        model = xgboost.train({**own, "nthread": 1}, data, settings["n_estimators"])
        some = slice(0, ROWS, 10)
        part = xgboost.DMatrix(x[some])
        cases.append({
            "name": name, "label": label, "weighted": weighted, "settings": settings, "every": 10,
            "predictions": [float("%.9g" % v) for v in model.predict(part).ravel()],
            "contributions": [float("%.7g" % v) for v in model.predict(part, pred_contribs=True)[:8].ravel()],
        })
    with open(os.path.join(FOLDER, "boosting.json"), "w") as file:
        file.write('{"xgboost": "%s", "cases": [\n' % xgboost.__version__ + ",\n".join(json.dumps(case) for case in cases) + "\n]}\n")


def speed():
    random = np.random.RandomState(5)
    x, labels, _ = table(100_000, 30, random)
    x = np.nan_to_num(x)
    seconds = []
    for _ in range(3):
        started = time.process_time()
        data = xgboost.DMatrix(x, labels["binary"], nthread=1)
        model = xgboost.train({"objective": "binary:logistic", "tree_method": "hist", "max_depth": 6, "learning_rate": 0.1, "nthread": 1}, data, 200)
        seconds.append(time.process_time() - started)
    ours = json.loads(subprocess.run([os.path.join(ROOT, "tidemark"), "bench", "trees", "--runs", "3", "--json", "-"], capture_output=True, text=True, check=True).stdout)
    row = xgboost.DMatrix(x[:1], nthread=1)
    started = time.process_time()
    for _ in range(200):
        model.predict(row)
    print("XGBoost %s: %.2f s to train (least of three), %.1f microseconds for a row" % (xgboost.__version__, min(seconds), (time.process_time() - started) / 200 * 1e6))
    for metric in (ours[0] if isinstance(ours, list) else ours)["metrics"]:
        print("Tidemark: %s %.4g %s" % (metric["name"], metric["value"], metric["unit"]))


if __name__ == "__main__":
    {"reference": reference, "speed": speed}[sys.argv[1] if len(sys.argv) > 1 else "speed"]()
