using System.Collections.Immutable;
using Tidemark.Statistics.TimeSeries;

namespace Tidemark.Research.Forecasting;

/// <summary>A fitted time-series model and what it expects.</summary>
public sealed record ForecastReport
{
    /// <summary>For people: <c>ARIMA(1,1,1)</c>.</summary>
    public required string Description { get; init; }

    /// <summary>Observations of the series, before any differencing.</summary>
    public required int Observations { get; init; }

    /// <summary>Each estimate with its standard error; NaN where it has none.</summary>
    public required ImmutableArray<(string Name, double Value, double StandardError)> Parameters { get; init; }

    /// <summary>The logarithm of the likelihood; NaN for models that are fitted by squares alone.</summary>
    public required double LogLikelihood { get; init; }

    /// <summary>Akaike's criterion; comparable between models of one kind over the same series.</summary>
    public required double AkaikeCriterion { get; init; }

    /// <summary>Schwarz's criterion.</summary>
    public required double BayesianCriterion { get; init; }

    /// <summary>Whether the search for the estimates came to its end.</summary>
    public required bool HasConverged { get; init; }

    /// <summary>What is expected of each series; one for models of one series.</summary>
    public required ImmutableArray<(string Series, Forecast Forecast)> Forecasts { get; init; }

    /// <summary>How it did on values that it was not fitted to; null where none were held out.</summary>
    public HoldoutComparison? Holdout { get; init; }
}
