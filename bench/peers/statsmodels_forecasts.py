"""Writes the reference series and results for the tests of time-series models.

    python3 bench/peers/statsmodels_forecasts.py [NAME]

needs numpy, scipy and statsmodels (the committed results are of 0.13.5) and writes below tests/Tidemark.Tests/Statistics/Reference.
Models of changing volatility are not in statsmodels: their likelihood is written here a second time and maximised by scipy.
"""
import json
import os
import sys
import warnings

import numpy as np
from scipy.optimize import minimize
from scipy.special import gammaln
import statsmodels
from statsmodels.tsa.api import VAR
from statsmodels.tsa.arima.model import ARIMA
from statsmodels.tsa.holtwinters import ExponentialSmoothing
from statsmodels.tsa.statespace.sarimax import SARIMAX

warnings.simplefilter("ignore")
FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../tests/Tidemark.Tests/Statistics/Reference")


def series():
    random = np.random.RandomState(20240301)
    n = 240
    noise = random.normal(size=n)
    arma = np.zeros(n)
    for i in range(2, n):
        arma[i] = 0.6 * arma[i - 1] - 0.2 * arma[i - 2] + noise[i] + 0.4 * noise[i - 1]
    hour = np.arange(n)
    shocks = random.normal(size=n)
    seasonal = np.zeros(n)
    for i in range(n):
        seasonal[i] = shocks[i] - (0.4 * shocks[i - 1] if i else 0) - (0.5 * shocks[i - 12] if i >= 12 else 0) + (0.2 * shocks[i - 13] if i >= 13 else 0)
        seasonal[i] += (seasonal[i - 1] if i else 0) + (seasonal[i - 12] if i >= 12 else 0) - (seasonal[i - 13] if i >= 13 else 0)
    level = 50 + np.cumsum(random.normal(0.1, 0.5, size=n))
    columns = {
        "arma": 3 + arma,
        "walk": np.cumsum(0.05 + random.normal(size=n) * 0.8 + 0.3 * np.concatenate([[0], random.normal(size=n - 1)])),
        "integrated": np.cumsum(arma * 0.5),
        "twice": np.cumsum(np.cumsum(arma * 0.3)),
        "airline": seasonal,
        "level": level,
        "season": level + 4 * np.sin(2 * np.pi * hour / 12) + random.normal(size=n),
        "swing": level * (1 + 0.1 * np.sin(2 * np.pi * hour / 12)) * np.exp(0.01 * random.normal(size=n)),
    }
    first, second, third = np.zeros(n), np.zeros(n), np.zeros(n)
    for i in range(2, n):
        e = random.normal(size=3)
        first[i] = 0.2 + 0.5 * first[i - 1] + 0.2 * second[i - 1] + e[0]
        second[i] = 0.3 * second[i - 1] - 0.2 * first[i - 2] + 0.5 * e[0] + e[1]
        third[i] = 0.1 * first[i - 1] + 0.4 * third[i - 2] + e[2]
    columns.update({"first": first, "second": second, "third": third})
    n = 1500
    variance, returns = 1.0, np.zeros(n)
    for i in range(n):
        if i:
            variance = 0.05 + 0.05 * returns[i - 1] ** 2 + (0.1 * returns[i - 1] ** 2 if returns[i - 1] < 0 else 0) + 0.85 * variance
        returns[i] = np.sqrt(variance) * random.standard_t(6) * np.sqrt(4 / 6)
    volatile = {"returns": 0.02 + 0.01 * returns}
    files = {"forecasts": columns, "volatile": volatile}
    for name, held in files.items():
        for column in held:
            held[column] = np.array([float("%.9g" % value) for value in held[column]])
        with open(os.path.join(FOLDER, name + ".csv"), "w") as out:
            out.write(",".join(held) + "\n")
            for row in zip(*held.values()):
                out.write(",".join("%.9g" % value for value in row) + "\n")
    return files


def arima(files):
    tight = dict(method="lbfgs", maxiter=2000, pgtol=1e-9, factr=10.0, disp=0, cov_type="approx")
    for column, order, season, trend in [
        ("arma", (1, 0, 0), (0, 0, 0, 0), "c"), ("arma", (2, 0, 1), (0, 0, 0, 0), "c"), ("arma", (0, 0, 2), (0, 0, 0, 0), "c"),
        ("arma", (2, 0, 0), (0, 0, 0, 0), "n"), ("arma", (1, 0, 1), (0, 0, 0, 0), "ct"), ("arma", (0, 0, 0), (0, 0, 0, 0), "c"),
        ("walk", (1, 1, 1), (0, 0, 0, 0), "n"), ("walk", (0, 1, 1), (0, 0, 0, 0), "t"), ("integrated", (2, 1, 1), (0, 0, 0, 0), "n"),
        ("integrated", (1, 1, 0), (0, 0, 0, 0), "n"), ("airline", (0, 1, 1), (0, 1, 1, 12), "n"), ("season", (1, 0, 0), (1, 0, 0, 12), "c"),
        ("airline", (1, 1, 0), (0, 1, 1, 12), "n"), ("twice", (1, 2, 1), (0, 0, 0, 0), "n"),
    ]:
        values = files["forecasts"][column]
        if order[1] + season[1] > 0 and trend == "n":
            # Differenced beforehand: no approximate prior of levels in the likelihood.
            fit = SARIMAX(values, order=order, seasonal_order=season, trend="n", simple_differencing=True).fit(**tight)
            predicted = SARIMAX(values, order=order, seasonal_order=season, trend="n").smooth(fit.params).get_forecast(8)
        else:
            fit = SARIMAX.fit(ARIMA(values, order=order, seasonal_order=season, trend=trend), **tight)
            predicted = fit.get_forecast(8)
        yield dict(file="forecasts", column=column, order=list(order), seasonal=list(season), trend=trend, parameters=list(fit.params), standardErrors=list(fit.bse),
                   logLikelihood=fit.llf, aic=fit.aic, bic=fit.bic, mean=list(predicted.predicted_mean), error=list(predicted.se_mean))


def smoothing(files):
    for column, trend, damped, season in [("level", None, False, None), ("level", "add", False, None), ("level", "add", True, None),
                                          ("season", "add", False, "add"), ("season", None, False, "add"), ("swing", "add", False, "mul"), ("swing", None, False, "mul")]:
        values = files["forecasts"][column]
        model = ExponentialSmoothing(values, trend=trend, damped_trend=damped, seasonal=season, seasonal_periods=12 if season else None, initialization_method="estimated")
        fit = model.fit(use_brute=True, minimize_kwargs=dict(options=dict(maxiter=2000, ftol=1e-14)))
        yield dict(file="forecasts", column=column, trend=trend is not None, damped=damped, season=season, period=12 if season else 0, sse=fit.sse, mean=list(fit.forecast(6)))


def var(files):
    names = ["first", "second", "third"]
    data = np.column_stack([files["forecasts"][name] for name in names])
    for lags, trend in [(1, "c"), (2, "c"), (3, "n")]:
        fit = VAR(data).fit(lags, trend=trend)
        mean, low, high = fit.forecast_interval(data[-lags:], 5, alpha=0.05)
        yield dict(file="forecasts", columns=names, lags=lags, constant=trend == "c", coefficients=[list(column) for column in fit.params.T], standardErrors=[list(column) for column in fit.stderr.T],
                   covariance=[list(row) for row in fit.sigma_u], logLikelihood=fit.llf, aic=fit.aic, bic=fit.bic, hqic=fit.hqic,
                   mean=[list(column) for column in mean.T], low=[list(column) for column in low.T], high=[list(column) for column in high.T],
                   responses=[list(row) for row in fit.ma_rep(3)[3]], best={name: int(VAR(data).select_order(6).selected_orders[name]) for name in ["aic", "bic", "hqic"]})


def likelihood(parameters, returns, kind, p, q, student):
    parameters = list(parameters)
    mean, omega = parameters[0], parameters[1]
    alpha = parameters[2:2 + p]
    gamma = parameters[2 + p:2 + 2 * p] if kind != "garch" else [0.0] * p
    beta = parameters[2 + p * (1 if kind == "garch" else 2):][:q]
    nu = parameters[-1] if student else None
    errors = returns - mean
    weights = 0.94 ** np.arange(min(75, len(returns)))
    before = np.sum(weights * errors[:len(weights)] ** 2) / weights.sum()
    size = np.sqrt(2 / np.pi) if not student else np.exp(gammaln((nu - 1) / 2) - gammaln(nu / 2)) * np.sqrt((nu - 2) / np.pi)
    variances = np.zeros(len(returns))
    for t in range(len(returns)):
        if kind == "egarch":
            value = omega
            for i in range(1, p + 1):
                if t >= i:
                    z = errors[t - i] / np.sqrt(variances[t - i])
                    value += alpha[i - 1] * (abs(z) - size) + gamma[i - 1] * z
            for j in range(1, q + 1):
                value += beta[j - 1] * np.log(variances[t - j] if t >= j else before)
            variances[t] = np.exp(value)
        else:
            value = omega
            for i in range(1, p + 1):
                square = errors[t - i] ** 2 if t >= i else before
                value += alpha[i - 1] * square + gamma[i - 1] * ((square if errors[t - i] < 0 else 0) if t >= i else 0.5 * before)
            for j in range(1, q + 1):
                value += beta[j - 1] * (variances[t - j] if t >= j else before)
            variances[t] = value
        if not variances[t] > 0 or not np.isfinite(variances[t]):
            return -np.inf
    if student:
        return np.sum(gammaln((nu + 1) / 2) - gammaln(nu / 2) - 0.5 * np.log(np.pi * (nu - 2) * variances) - 0.5 * (nu + 1) * np.log1p(errors ** 2 / variances / (nu - 2)))
    return -0.5 * np.sum(np.log(2 * np.pi * variances) + errors ** 2 / variances)


def volatility(files):
    returns = files["volatile"]["returns"] * 100
    for kind, p, q, student in [("garch", 1, 1, False), ("garch", 1, 1, True), ("gjr", 1, 1, False), ("gjr", 1, 1, True), ("egarch", 1, 1, False), ("egarch", 1, 1, True), ("garch", 2, 0, False)]:
        start = [returns.mean()] + ([0.05, 0.05] + [0.05] * (p - 1) if kind != "egarch" else [0.0, 0.15]) + ([0.05] * p if kind == "gjr" else [-0.05] * p if kind == "egarch" else []) + ([0.85] if q else []) + ([7.0] if student else [])
        if q == 0:
            start[1] = returns.var() * 0.8

        def loss(x):
            if student and x[-1] <= 2.05:
                return 1e9
            value = likelihood(x, returns, kind, p, q, student)
            return -value if np.isfinite(value) else 1e9
        best = np.array(start)
        for _ in range(4):
            best = minimize(loss, best, method="Nelder-Mead", options=dict(maxiter=8000, maxfev=8000, xatol=1e-7, fatol=1e-9, adaptive=True)).x
        yield dict(file="volatile", column="returns", scale=100, kind=kind, p=p, q=q, student=student, start=start, logLikelihoodAtStart=likelihood(start, returns, kind, p, q, student),
                   parameters=list(best), logLikelihood=likelihood(best, returns, kind, p, q, student))


def main():
    os.makedirs(FOLDER, exist_ok=True)
    files = series()
    for name, cases in [("arima", arima), ("smoothing", smoothing), ("vectorAutoregression", var), ("volatility", volatility)]:
        if sys.argv[1:] and name not in sys.argv[1:]:
            continue
        lines = [json.dumps(case, default=float) for case in cases(files)]
        with open(os.path.join(FOLDER, name + ".json"), "w") as out:
            out.write("[\n" + ",\n".join(lines) + "\n]\n")
        print(f"{name}: {len(lines)} cases")
    print(f"statsmodels {statsmodels.__version__}")


main()
