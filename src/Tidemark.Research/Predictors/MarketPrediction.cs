using Tidemark.Learning.Data;
using Tidemark.Learning.Estimators;
using Tidemark.Research.Features;
using Tidemark.Research.Training;
using Tidemark.Strategies.Predictive;

namespace Tidemark.Research.Predictors;

/// <summary>What a model of a market says at each bar whose features are warm, the last one included: no label is needed for it.</summary>
public sealed record MarketPrediction
{
    /// <summary>What the model says of itself.</summary>
    public required MarketCard Card { get; init; }

    /// <summary>What the features were computed from.</summary>
    public required FeatureData Data { get; init; }

    /// <summary>The bar of the first prediction, counted in the bars of <see cref="Data"/>; every bar from there on has its row.</summary>
    public required int FirstBar { get; init; }

    /// <summary>Predictions a bar.</summary>
    public required int Outputs { get; init; }

    /// <summary><c>[bars, outputs]</c>, in the unit of the label; NaN where the model says nothing: it reads more rows than there are, or misses a value that it needs.</summary>
    public required double[] Values { get; init; }

    /// <summary>The low and the high end of each bar's value; empty where the model knows none.</summary>
    public (double Low, double High)[] Ranges { get; init; } = [];

    /// <summary>Bars with a row.</summary>
    public int Count => Data.Bars.Count - FirstBar;

    /// <summary>When the bar of a row opens.</summary>
    public Instant OpenOf(int row) => new(Data.Bars.OpenTimes.Span[FirstBar + row]);

    /// <summary>When the bar of a row closes: from then on its prediction is known.</summary>
    public Instant KnownAt(int row) => Data.Bars.Interval.CloseOf(OpenOf(row));

    /// <summary>Rows about which the model says nothing.</summary>
    public int Missing => Enumerable.Range(0, Count).Count(row => double.IsNaN(Values[row * Outputs]));

    /// <summary>Rows of the time that the model learnt from.</summary>
    public int Learnt => Card is { TrainedFrom: { } from, TrainedTo: { } to } ? Enumerable.Range(0, Count).Count(row => KnownAt(row) >= from && KnownAt(row) <= to) : 0;

    /// <summary>The card of a model that can be asked about a market.</summary>
    /// <exception cref="BadInputException">It is of a table, or acts on an account; the message says what to do.</exception>
    public static MarketCard CardOf(string name, TrainedModel model)
    {
        var card = MarketCard.Of(model.Card.Market) ?? throw new BadInputException($"model {name} was trained on a table: give the rows to predict with --table");
        if (card.Actions.Count > 0 || card.State.Count > 0) throw new BadInputException($"model {name} is an agent, whose answers depend on the account that it trades: ask it with backtest --strategy model-signal --model {name}");
        return card;
    }

    /// <summary>The features that a model reads.</summary>
    /// <param name="model">The model.</param>
    /// <param name="card">What it says of its market.</param>
    /// <param name="path">The file of its features, needed where they read observations or indicators of their own; null for what the model itself says.</param>
    /// <exception cref="BadInputException">The file is needed, or is not that of the model.</exception>
    public static FeatureSpecification FeaturesOf(TrainedModel model, MarketCard card, string? path)
    {
        var name = (string?)model.Card.Market["featureNames"] ?? "features of the model";
        if (path is null)
        {
            var list = FeatureText.Parse(card.Features);
            return list.Observations.Length == 0 ? new FeatureSpecification { Name = name, List = list }
                : throw new BadInputException($"its features read observations of '{list.Observations[0]}', and a model does not keep where they come from: name the file of its features ({name}) with --features");
        }
        var specification = FeatureSpecification.Of(path, card.Interval);
        if (specification.List.ToString() != card.Features) throw new BadInputException($"--features: {path} lists other features than those the model learnt from ({name})");
        return (string?)model.Card.Market["featureHash"] is { Length: > 0 } hash && hash != specification.Hash
            ? throw new BadInputException($"--features: {path} reads observations by other rules, or has other indicators, than what the model learnt from")
            : specification;
    }

    /// <summary>Asks the model at every bar.</summary>
    /// <param name="model">The model.</param>
    /// <param name="card">What it says of its market.</param>
    /// <param name="specification">Its features.</param>
    /// <param name="data">What they are computed from; bars before those asked about warm them up.</param>
    /// <param name="from">The first open time of a bar to predict; null for the first with warm features.</param>
    /// <exception cref="BadInputException">No such bar is there, or bars are of another length than those the model learnt from.</exception>
    public static MarketPrediction Of(TrainedModel model, MarketCard card, FeatureSpecification specification, FeatureData data, Instant? from)
    {
        var (list, bars, source) = (specification.List, data.Bars, data.Instrument?.ToString() ?? data.Source);
        if (bars.Interval != card.Interval) throw new BadInputException($"{source}: bars of {bars.Interval}, and the model learnt from bars of {card.Interval}");
        if (list.Names.Length != model.Columns) throw new BadInputException($"the model reads {model.Columns} values, and its features are {list.Names.Length}");
        Indicators.Features.FeatureMatrix matrix;
        try
        {
            matrix = list.Compute(data.Inputs);
        }
        catch (ArgumentException failure)
        {
            throw new BadInputException($"{source}: {failure.Message}", failure);
        }
        var warm = Array.IndexOf(matrix.IsWarm, true);
        if (warm < 0) throw new BadInputException($"{source}: {bars.Count} bars are fewer than the features need before their first values ({list.WarmUp})");
        var first = Math.Max(warm, from is { } start ? bars.LowerBound(start) : 0);
        if (first >= bars.Count) throw new BadInputException($"{source}: no bar opens from {from} on; the last one opens {bars[bars.Count - 1].OpenTime}");
        var values = Ask(model, new FeatureTable(matrix.Values.AsMemory(warm * matrix.Columns), matrix.Columns), first - warm);
        // Quantiles that were learnt are one value with its ends.
        var hasQuantiles = model.Card.Output == ModelOutput.Quantiles;
        var middles = hasQuantiles ? [.. Enumerable.Range(0, values.Length / model.Outputs).Select(row => values[row * model.Outputs])] : values;
        return new MarketPrediction
        {
            Card = card,
            Data = data,
            FirstBar = first,
            Outputs = hasQuantiles ? 1 : model.Outputs,
            Values = middles,
            Ranges = hasQuantiles ? [.. Enumerable.Range(0, middles.Length).Select(row => (values[row * model.Outputs + 1], values[row * model.Outputs + 2]))]
                : model.Task == LearningTask.Regression && model.Outputs == 1 && card.HasRange ? Array.ConvertAll(values, value => (value + card.Residuals.Low, value + card.Residuals.High)) : [],
        };
    }

    private static double[] Ask(TrainedModel model, FeatureTable features, int first)
    {
        var values = new double[(features.Rows - first) * model.Outputs];
        var early = Math.Clamp(model.Window - 1 - first, 0, features.Rows - first);
        values.AsSpan(0, early * model.Outputs).Fill(double.NaN);
        if (first + early < features.Rows) model.Predict(features, [.. Enumerable.Range(first + early, features.Rows - first - early)], values.AsSpan(early * model.Outputs));
        return values;
    }
}
