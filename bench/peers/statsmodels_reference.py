"""Writes the reference series and results for the tests of regressions, unit roots, cointegration and filters.

    python3 bench/peers/statsmodels_reference.py

needs numpy and statsmodels (the committed results are of 0.13.5) and writes below tests/Tidemark.Tests/Statistics/Reference.
"""
import json
import os
import warnings

import numpy as np
import statsmodels
from statsmodels.regression.linear_model import OLS
from statsmodels.regression.rolling import RollingOLS
from statsmodels.tools.tools import add_constant
from statsmodels.tsa.statespace.kalman_filter import KalmanFilter
from statsmodels.tsa.regime_switching.markov_regression import MarkovRegression
from statsmodels.tsa.stattools import adfuller, coint, kpss
from statsmodels.tsa.vector_ar.vecm import coint_johansen

warnings.simplefilter("ignore")
FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../tests/Tidemark.Tests/Statistics/Reference")


def autoregression(noise, persistence):
    values = np.zeros(len(noise))
    for i in range(1, len(noise)):
        values[i] = persistence * values[i - 1] + noise[i]
    return values


def series():
    """Files of columns, rounded as they are written so that every reader has the same numbers."""
    random = np.random.RandomState(20240229)
    short = {"walk": np.cumsum(random.normal(size=25)), "returning": autoregression(random.normal(size=25), 0.5)}
    n = 200
    medium = {
        "walk": np.cumsum(random.normal(size=n)),
        "otherWalk": np.cumsum(random.normal(size=n)),
        "returning": 10 + autoregression(random.normal(size=n), 0.7),
        "trending": 0.05 * np.arange(n) + autoregression(random.normal(size=n), 0.6),
        "price": 60000 * np.exp(np.cumsum(random.normal(scale=0.03, size=n))),
        "oscillating": autoregression(random.normal(size=n), -0.6),
        "differenced": np.cumsum(autoregression(random.normal(size=n), 0.5)),
    }
    n = 400
    first, second = np.cumsum(random.normal(size=n)), np.cumsum(random.normal(0.05, 1, size=n))
    system = {
        "a": 100 + first + autoregression(random.normal(size=n), 0.8),
        "b": 50 + 0.5 * first + autoregression(random.normal(size=n), 0.5),
        "c": 20 + first - second + random.normal(size=n),
        "d": 10 + 2 * second + autoregression(random.normal(size=n), 0.7),
        "e": 1000 * np.cumsum(random.normal(size=n)),
        "f": 0.001 * (0.3 * first + random.normal(size=n)),
    }
    files = {"short": short, "medium": medium, "system": system}
    for name, columns in files.items():
        for column in columns:
            columns[column] = np.array([float("%.9g" % value) for value in columns[column]])
        with open(os.path.join(FOLDER, name + ".csv"), "w") as out:
            out.write(",".join(columns) + "\n")
            for row in zip(*columns.values()):
                out.write(",".join("%.9g" % value for value in row) + "\n")
    return files


def regressions(files):
    for name, dependent, regressors, constant in [
        ("system", "a", ["b"], True), ("system", "a", ["b", "c", "d", "e", "f"], True), ("system", "a", ["b", "c"], False),
        ("medium", "price", ["walk", "trending", "returning"], True), ("short", "walk", ["returning"], True),
    ]:
        x = np.column_stack([files[name][r] for r in regressors])
        fit = OLS(files[name][dependent], add_constant(x) if constant else x).fit()
        yield dict(file=name, dependent=dependent, regressors=regressors, intercept=constant, coefficients=list(fit.params),
                   standardErrors=list(fit.bse), tStatistics=list(fit.tvalues), residualSumOfSquares=fit.ssr, rSquared=fit.rsquared,
                   logLikelihood=fit.llf, aic=fit.aic, bic=fit.bic)


def dickey_fuller(files):
    for name, columns in files.items():
        for column, values in columns.items():
            for terms in ["n", "c", "ct", "ctt"]:
                for choice, lags in [("AIC", None), ("BIC", None), ("t-stat", None), (None, 0), (None, 1), (None, 3), ("AIC", 5)]:
                    answer = adfuller(values, maxlag=lags, regression=terms, autolag=choice)
                    yield dict(file=name, column=column, terms=terms, choice=choice, maximumLags=lags, statistic=answer[0], pValue=answer[1],
                               lags=int(answer[2]), observations=int(answer[3]), critical=list(answer[4].values()),
                               criterion=answer[5] if choice else None)


def kpss_cases(files):
    for name, columns in files.items():
        for column, values in columns.items():
            for terms in ["c", "ct"]:
                for lags in ["auto", "legacy", 0, 4]:
                    statistic, p, used, critical = kpss(values, regression=terms, nlags=lags)
                    yield dict(file=name, column=column, terms=terms, choice=lags if isinstance(lags, str) else None, lags=int(used),
                               statistic=statistic, pValue=p, critical=[critical["1%"], critical["5%"], critical["10%"]])


def engle_granger(files):
    groups = [("system", list(g)) for g in ["ab", "ba", "abc", "abcd", "abcde", "abcdef", "ea", "fa"]]
    groups += [("medium", ["walk", "otherWalk"]), ("medium", ["price", "walk", "returning"]), ("short", ["walk", "returning"])]
    for name, columns in groups:
        for terms in ["n", "c", "ct", "ctt"]:
            for choice, lags in [("aic", None), ("bic", None), ("t-stat", None), (None, 1)]:
                others = np.column_stack([files[name][c] for c in columns[1:]])
                statistic, p, critical = coint(files[name][columns[0]], others, trend=terms, maxlag=lags, autolag=choice)
                yield dict(file=name, columns=columns, terms=terms, choice=choice, maximumLags=lags, statistic=statistic, pValue=p,
                           critical=None if terms == "n" else list(critical))


def johansen(files):
    groups = [("system", list(g)) for g in ["ab", "abc", "abcd", "abcde", "abcdef", "ef"]]
    groups += [("medium", ["walk", "otherWalk"]), ("medium", ["walk", "otherWalk", "differenced", "price"]), ("short", ["walk", "returning"])]
    for name, columns in groups:
        for order in [-1, 0, 1]:
            for lags in [1, 2, 4]:
                values = np.column_stack([files[name][c] for c in columns])
                answer = coint_johansen(values, order, lags)
                yield dict(file=name, columns=columns, order=order, lags=lags, eigenvalues=list(answer.eig), eigenvectors=answer.evec.T.tolist(),
                           trace=list(answer.lr1), maximum=list(answer.lr2), traceCritical=answer.cvt.tolist(), maximumCritical=answer.cvm.tolist())


def johansen_without_lags(files):
    """By the textbook's moment matrices: coint_johansen relates a change to the level after it when there are no lags."""
    for columns in ["ab", "abc"]:
        values = np.column_stack([files["system"][c] for c in columns])
        change, level = np.diff(values, axis=0), values[:-1]
        change, level = change - change.mean(axis=0), level - level.mean(axis=0)
        matrix = np.linalg.solve(level.T @ level, level.T @ change) @ np.linalg.solve(change.T @ change, change.T @ level)
        eigenvalues = np.sort(np.linalg.eigvals(matrix).real)[::-1]
        statistics = -len(change) * np.log(1 - eigenvalues)
        yield dict(file="system", columns=list(columns), eigenvalues=list(eigenvalues), trace=list(np.cumsum(statistics[::-1])[::-1]))


def mean_reversion(files):
    for name, column in [("medium", "returning"), ("medium", "walk"), ("short", "returning"), ("medium", "oscillating")]:
        values = files[name][column]
        fit = OLS(values[1:], add_constant(values[:-1])).fit()
        yield dict(file=name, column=column, intercept=fit.params[0], persistence=fit.params[1], stepDeviation=np.sqrt(fit.scale))


def rolling(files):
    for window in [10, 60]:
        fit = RollingOLS(files["system"]["a"], add_constant(files["system"]["b"]), window=window).fit()
        yield dict(file="system", dependent="a", regressor="b", window=window, every=23,
                   intercepts=list(fit.params[window - 1::23, 0]), slopes=list(fit.params[window - 1::23, 1]))


def kalman(files):
    for state, observation, initial in [(1e-4, 1.0, 1e3), (1e-2, 0.5, 10.0), (0.0, 2.0, 1e4)]:
        y, x = files["system"]["a"], add_constant(files["system"]["b"])
        model = KalmanFilter(k_endog=1, k_states=2)
        model.bind(y)
        model["design"] = x.T[None, :, :].copy()
        model["obs_cov"] = np.array([[observation]])
        model["transition"] = model["selection"] = np.eye(2)
        model["state_cov"] = state * np.eye(2)
        model.tolerance = 0
        # The state before the first observation, moved by one step of the random walk.
        model.initialize_known(np.zeros(2), (initial + state) * np.eye(2))
        answer = model.filter()
        rows = list(range(0, len(y), 37)) + [len(y) - 1]
        yield dict(file="system", dependent="a", regressor="b", stateNoise=state, observationNoise=observation, initialVariance=initial, rows=rows,
                   coefficients=answer.filtered_state.T[rows].tolist(), errors=list(answer.forecasts_error[0, rows]),
                   variances=list(answer.forecasts_error_cov[0, 0, rows]))


def hidden_markov(files):
    """Filtered probabilities under given models; the chain begins in its stationary distribution."""
    for name, column, means, variances, stay in [
        ("medium", "returning", [10.0, 9.0], [0.5, 4.0], [0.9, 0.8]),
        ("medium", "differenced", [0.0, 3.0, -3.0], [1.0, 10.0, 60.0], [0.95, 0.9, 0.85]),
    ]:
        states = len(means)
        transitions = np.array([[stay[i] if i == j else (1 - stay[i]) / (states - 1) for j in range(states)] for i in range(states)])
        stationary = np.linalg.matrix_power(transitions, 4096)[0]
        model = MarkovRegression(files[name][column], k_regimes=states, trend="c", switching_variance=True)
        given = {"p[%d->%d]" % (i, j): transitions[i, j] for i in range(states) for j in range(states)}
        given.update({"const[%d]" % i: means[i] for i in range(states)})
        given.update({"sigma2[%d]" % i: variances[i] for i in range(states)})
        model.initialize_known(stationary)
        answer = model.filter([given[parameter] for parameter in model.param_names])
        rows = list(range(0, len(files[name][column]), 13)) + [len(files[name][column]) - 1]
        yield dict(file=name, column=column, initial=list(stationary), transitions=list(transitions.ravel()), means=means, variances=variances,
                   logLikelihood=answer.llf, rows=rows, filtered=np.asarray(answer.filtered_marginal_probabilities)[rows].tolist())


def main():
    os.makedirs(FOLDER, exist_ok=True)
    files = series()
    for name, cases in [("regression", regressions), ("dickeyFuller", dickey_fuller), ("kpss", kpss_cases), ("engleGranger", engle_granger),
                        ("johansen", johansen), ("johansenWithoutLags", johansen_without_lags), ("meanReversion", mean_reversion),
                        ("rolling", rolling), ("kalman", kalman), ("hiddenMarkov", hidden_markov)]:
        lines = [json.dumps(case, default=float) for case in cases(files)]
        with open(os.path.join(FOLDER, name + ".json"), "w") as out:
            out.write("[\n" + ",\n".join(lines) + "\n]\n")
        print(f"{name}: {len(lines)} cases")
    print(f"statsmodels {statsmodels.__version__}")


main()
