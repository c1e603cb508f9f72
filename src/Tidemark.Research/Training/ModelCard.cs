using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Tidemark.Learning.Calibration;
using Tidemark.Learning.Estimators;

namespace Tidemark.Research.Training;

/// <summary>What a trained model says of itself, saved in its file: what it reads, what it gives, and what it was made of.</summary>
public sealed record ModelCard
{
    private const int Version = 2;

    /// <summary>The kind of model: <c>gbm</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The features that it reads, in their order.</summary>
    public required ImmutableArray<string> Columns { get; init; }

    /// <summary>Name of what it predicts.</summary>
    public required string Label { get; init; }

    /// <summary>Values or classes.</summary>
    public required TargetEncoding Target { get; init; }

    /// <summary>Every setting with its value.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Parameters { get; init; } = [];

    /// <summary>The steps that features go through before the model, as they are written; null where that is not known.</summary>
    public string? Preparation { get; init; }

    /// <summary>How its features were selected, as it is written; null where it reads all.</summary>
    public string? Selection { get; init; }

    /// <summary>How its probabilities are calibrated; null where they stay as they are.</summary>
    public CalibrationKind? Calibration { get; init; }

    /// <summary>Where everything random came from.</summary>
    public ulong Seed { get; init; }

    /// <summary>Threads it was trained on; with them and the seed the same data make the same model.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>SHA-256 of the data learnt from.</summary>
    public string DataHash { get; init; } = "";

    /// <summary>Samples learnt from.</summary>
    public int Samples { get; init; }

    /// <summary>The program that made it.</summary>
    public string Build { get; init; } = "";

    /// <summary>What else is known of it: instrument, interval, definitions of features and label. Empty for a model of a table.</summary>
    public JsonObject Market { get; init; } = [];

    /// <summary>What the numbers that it gives are.</summary>
    public ModelOutput Output => ModelOutputs.Of(Parameters, Target.Task);

    internal JsonObject ToJson() => new()
    {
        ["version"] = Version,
        ["kind"] = Kind,
        ["columns"] = new JsonArray([.. Columns.Select(name => (JsonNode)name)]),
        ["label"] = Label,
        ["task"] = Target.Task.ToString(),
        ["classes"] = new JsonArray([.. Target.Classes.Select(name => (JsonNode)name)]),
        ["parameters"] = new JsonObject(Parameters.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
        // For people and other programs; the settings say it here.
        ["output"] = Output.ToString(),
        ["preparation"] = Preparation,
        ["selection"] = Selection,
        ["calibration"] = Calibration?.ToString(),
        ["seed"] = Seed,
        ["threads"] = Threads,
        ["dataHash"] = DataHash,
        ["samples"] = Samples,
        ["build"] = Build,
        ["market"] = Market.DeepClone(),
    };

    /// <exception cref="InvalidDataException">Something is missing, of another type or of a newer version.</exception>
    internal static ModelCard Of(string kind, JsonObject json)
    {
        try
        {
            var version = (int)json["version"]!;
            if (version is < 1 or > Version) throw new InvalidDataException($"the model was saved in version {version} of its form; this program knows versions 1 to {Version}: use a newer program");
            return new ModelCard
            {
                Kind = version == 1 ? kind : (string)json["kind"]!,
                Columns = Texts(json["columns"]!),
                Label = (string)json["label"]!,
                Target = new TargetEncoding(Enum.Parse<LearningTask>((string)json["task"]!), Texts(json["classes"]!)),
                Parameters = [.. json["parameters"]!.AsObject().Select(pair => KeyValuePair.Create(pair.Key, (string)pair.Value!))],
                Preparation = version == 1 ? FirstForm.StepsOf(json) : (string?)json["preparation"],
                Selection = (string?)json["selection"],
                Calibration = (string?)json["calibration"] is { } calibration ? Enum.Parse<CalibrationKind>(calibration) : null,
                Seed = (ulong)json["seed"]!,
                Threads = (int)json["threads"]!,
                DataHash = (string)json["dataHash"]!,
                Samples = (int)json["samples"]!,
                Build = (string)json["build"]!,
                Market = json["market"]!.DeepClone().AsObject(),
            };
        }
        catch (Exception e) when (e is NullReferenceException or ArgumentException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException("the description inside the saved model is not whole", e);
        }
    }

    private static ImmutableArray<string> Texts(JsonNode array) => [.. array.AsArray().Select(one => (string)one!)];
}
