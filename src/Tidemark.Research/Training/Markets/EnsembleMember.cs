using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Tidemark.Learning.Calibration;
using Tidemark.Learning.Preprocessing;

namespace Tidemark.Research.Training.Markets;

/// <summary>What an ensemble remembers of one of its models, to train it anew.</summary>
public sealed record EnsembleMember
{
    /// <summary>The kind of model.</summary>
    public required string Kind { get; init; }

    /// <summary>Every setting with its value, those of the last training.</summary>
    public required ImmutableArray<KeyValuePair<string, string>> Parameters { get; init; }

    /// <summary>The steps before it, as their text; null for what the model wants.</summary>
    public string? Preparation { get; init; }

    /// <summary>The features that were selected; empty where it reads all.</summary>
    public ImmutableArray<string> Selected { get; init; } = [];

    /// <summary>How its probabilities are calibrated; null where they are not.</summary>
    public CalibrationKind? Calibration { get; init; }

    /// <summary>Of a model of an ensemble.</summary>
    public static EnsembleMember Of(TrainedModel model) => new()
    {
        Kind = model.Card.Kind,
        Parameters = model.Card.Parameters,
        Preparation = model.Card.Preparation,
        Selected = model.Selected,
        Calibration = model.Card.Calibration,
    };

    /// <summary>Reads it; what is not whole throws as JSON does.</summary>
    public static EnsembleMember Of(JsonNode json) => new()
    {
        Kind = (string)json["kind"]!,
        Parameters = [.. json["parameters"]!.AsObject().Select(pair => KeyValuePair.Create(pair.Key, (string)pair.Value!))],
        Preparation = (string?)json["preparation"],
        Selected = [.. (json["selected"]?.AsArray() ?? []).Select(name => (string)name!)],
        Calibration = (string?)json["calibration"] is { } calibration ? Enum.Parse<CalibrationKind>(calibration) : null,
    };

    /// <summary>As the card of the ensemble keeps it.</summary>
    public JsonObject ToJson() => new()
    {
        ["kind"] = Kind,
        ["parameters"] = new JsonObject(Parameters.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
        ["preparation"] = Preparation,
        ["selected"] = new JsonArray([.. Selected.Select(name => (JsonNode)name)]),
        ["calibration"] = Calibration?.ToString(),
    };

    /// <summary>To train it anew: with its settings, its steps fitted anew, on the features that it selected.</summary>
    /// <exception cref="BadInputException">The kind, a setting or a step is not known to this version.</exception>
    public ModelSetting ToSetting()
    {
        try
        {
            return new ModelSetting(ModelChoice.Find(Kind), Parameters)
            {
                Preparation = new PreparationRequest { Steps = Preparation is { } text ? Preprocessor.Parse(text) : null, Kept = Selected, Calibration = Calibration },
            };
        }
        catch (ArgumentException problem)
        {
            throw new BadInputException($"{Kind}: {problem.Message}", problem);
        }
    }
}
