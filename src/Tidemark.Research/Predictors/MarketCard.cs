using System.Text.Json.Nodes;
using Tidemark.Research.Labels;
using Tidemark.Research.Training;
using Tidemark.Research.Training.Markets;

namespace Tidemark.Research.Predictors;

/// <summary>What a model of a market says of itself: what its features and its label are, and of which bars. It lies in <see cref="ModelCard.Market"/>.</summary>
public sealed record MarketCard
{
    /// <summary>The instrument that it learnt from.</summary>
    public required string Instrument { get; init; }

    /// <summary>The length of its bars.</summary>
    public required Interval Interval { get; init; }

    /// <summary>The features, as the text of their list.</summary>
    public required string Features { get; init; }

    /// <summary>What it predicts, as the text of the rule; of an agent how it acts.</summary>
    public required string Label { get; init; }

    /// <summary>Bars until the label is known.</summary>
    public int Horizon { get; init; } = 1;

    /// <summary>The standard deviation of what it learnt, for values; NaN for classes.</summary>
    public double Scale { get; init; } = double.NaN;

    /// <summary>The 10 % and the 90 % quantile of its errors (label less prediction) on samples from which it had not learnt; NaN where they are not known.</summary>
    public (double Low, double High) Residuals { get; init; } = (double.NaN, double.NaN);

    /// <summary>The first and the last moment that it learnt from, labels included; null where that is not known.</summary>
    public Instant? TrainedFrom { get; init; }

    /// <inheritdoc cref="TrainedFrom"/>
    public Instant? TrainedTo { get; init; }

    /// <summary>What it reads of the account besides, for agents.</summary>
    public IReadOnlyList<string> State { get; init; } = [];

    /// <summary>What the outputs of an agent stand for: a target weight for each action; empty for models of labels, and for agents whose output is the weight or settings.</summary>
    public IReadOnlyList<double> Actions { get; init; } = [];

    /// <summary>The strategies that an agent steers, and what it sets of them; empty for others.</summary>
    public string Steers { get; init; } = "";

    /// <summary>Whether it is an agent, which reads what the account holds.</summary>
    public bool IsAgent => State.Count > 0;

    /// <summary>Whether values have a low and a high end.</summary>
    public bool HasRange => double.IsFinite(Residuals.Low) && double.IsFinite(Residuals.High);

    /// <summary>How samples were weighed.</summary>
    public WeightKind Weights { get; init; }

    /// <summary>The folds by which models were put together, as their text; empty where that is not known.</summary>
    public string Splits { get; init; } = "";

    /// <summary>The models of an ensemble, to train them anew; empty for others, and for ensembles of the first version.</summary>
    public IReadOnlyList<EnsembleMember> Members { get; init; } = [];

    /// <summary>As the card of a model keeps it.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject { ["instrument"] = Instrument, ["interval"] = Interval.ToString(), ["features"] = Features, ["label"] = Label, ["horizon"] = Horizon };
        if (double.IsFinite(Scale)) json["scale"] = Scale;
        if (HasRange) (json["residualLow"], json["residualHigh"]) = (Residuals.Low, Residuals.High);
        if (TrainedFrom is { } from) json["trainedFrom"] = from.ToString();
        if (TrainedTo is { } to) json["trainedTo"] = to.ToString();
        if (State.Count > 0) json["state"] = new JsonArray([.. State.Select(name => (JsonNode)name)]);
        if (Actions.Count > 0) json["actions"] = new JsonArray([.. Actions.Select(weight => (JsonNode)weight)]);
        if (Steers.Length > 0) json["steers"] = Steers;
        if (Weights != WeightKind.Equal) json["weights"] = Weights.ToString().ToLowerInvariant();
        if (Splits.Length > 0) json["splits"] = Splits;
        if (Members.Count > 0) json["members"] = new JsonArray([.. Members.Select(member => member.ToJson())]);
        return json;
    }

    /// <summary>Of a card; null where the model is of a table and not of a market.</summary>
    /// <exception cref="InvalidDataException">Something is missing or of another type.</exception>
    public static MarketCard? Of(JsonObject json)
    {
        if (json.Count == 0) return null;
        try
        {
            var label = (string?)json["label"] ?? "";
            return new MarketCard
            {
                Instrument = (string?)json["instrument"] ?? "",
                Interval = Interval.Parse((string)json["interval"]!),
                Features = (string)json["features"]!,
                Label = label,
                Horizon = (int?)json["horizon"] ?? LabelRules.Parse(label).Horizon,
                Scale = (double?)json["scale"] ?? double.NaN,
                Residuals = ((double?)json["residualLow"] ?? double.NaN, (double?)json["residualHigh"] ?? double.NaN),
                TrainedFrom = Time(json["trainedFrom"]),
                TrainedTo = Time(json["trainedTo"]),
                Weights = (string?)json["weights"] is { } weights ? Enum.Parse<WeightKind>(weights, ignoreCase: true) : WeightKind.Equal,
                Splits = (string?)json["splits"] ?? "",
                Members = [.. (json["members"]?.AsArray() ?? []).Select(member => EnsembleMember.Of(member!))],
                State = [.. (json["state"]?.AsArray() ?? []).Select(name => (string)name!)],
                Steers = (string?)json["steers"] ?? "",
                Actions = [.. (json["actions"]?.AsArray() ?? []).Select(weight => (double)weight!)],
            };
        }
        catch (Exception failure) when (failure is NullReferenceException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new InvalidDataException("what the saved model says of its market is not whole", failure);
        }
    }

    private static Instant? Time(JsonNode? node) => (string?)node is { Length: > 0 } text ? Instant.Parse(text) : null;
}
