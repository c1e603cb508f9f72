using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tidemark.Learning.Tuning;

/// <summary>A study as a document.</summary>
internal static class StudyJson
{
    private const int Version = 1;
    private static readonly JsonSerializerOptions Options = new() { NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals };

    public static JsonObject Write(Study study) => new()
    {
        ["version"] = Version,
        ["settings"] = JsonSerializer.SerializeToNode(study.Settings with { }, Options),
        ["space"] = new JsonArray([.. study.Space.Dimensions.Select(Write)]),
        ["trials"] = new JsonArray([.. study.Trials.Select(Write)]),
    };

    public static Study Read(JsonObject state)
    {
        try
        {
            var version = (int)state["version"]!;
            if (version is < 1 or > Version) throw new InvalidDataException($"this study is of version {version}; versions 1 to {Version} are known");
            var space = new SearchSpace(state["space"]!.AsArray().Select(node => ReadDimension(node!.AsObject())));
            var study = new Study(space, state["settings"].Deserialize<StudySettings>(Options)!);
            study.Restore(state["trials"]!.AsArray().Select((node, number) => ReadTrial(node!.AsObject(), number, space)));
            return study;
        }
        catch (Exception failure) when (failure is NullReferenceException or InvalidOperationException or FormatException or ArgumentException or JsonException)
        {
            throw new InvalidDataException($"this study is damaged: {failure.Message}", failure);
        }
    }

    private static JsonNode Write(SearchDimension dimension)
    {
        var node = new JsonObject { ["name"] = dimension.Name };
        if (!dimension.Choices.IsEmpty)
        {
            node["choices"] = new JsonArray([.. dimension.Choices.Select(word => (JsonNode)word!)]);
            return node;
        }
        (node["low"], node["high"], node["isInteger"], node["isLogarithmic"], node["gridPoints"]) = (dimension.Low, dimension.High, dimension.IsInteger, dimension.IsLogarithmic, dimension.GridPoints);
        return node;
    }

    private static SearchDimension ReadDimension(JsonObject node)
    {
        var name = (string)node["name"]!;
        if (node["choices"] is JsonArray choices) return SearchDimension.Choice(name, [.. choices.Select(word => (string)word!)]);
        var (low, high, isLogarithmic) = ((double)node["low"]!, (double)node["high"]!, (bool)node["isLogarithmic"]!);
        var dimension = (bool)node["isInteger"]! ? SearchDimension.Integer(name, (int)low, (int)high, isLogarithmic) : SearchDimension.Number(name, low, high, isLogarithmic);
        return dimension with { GridPoints = (int)node["gridPoints"]! };
    }

    private static JsonNode Write(Trial trial)
    {
        var node = new JsonObject { ["state"] = trial.State.ToString(), ["parameters"] = new JsonObject(trial.Parameters.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))) };
        if (double.IsFinite(trial.Value)) node["value"] = trial.Value;
        if (trial.Budget > 0) (node["budget"], node["bracket"], node["rung"]) = (trial.Budget, trial.Bracket, trial.Rung);
        if (trial.Origin != trial.Number) node["origin"] = trial.Origin;
        if (!trial.Reports.IsEmpty) node["reports"] = new JsonArray([.. trial.Reports.Where(report => double.IsFinite(report.Value)).Select(report => new JsonArray(report.Step, report.Value))]);
        if (trial.Reason is not null) node["reason"] = trial.Reason;
        return node;
    }

    private static Trial ReadTrial(JsonObject node, int number, SearchSpace space)
    {
        var parameters = node["parameters"]!.AsObject();
        ImmutableArray<double> point = [.. space.Dimensions.Select(dimension => dimension.Value((string)parameters[dimension.Name]!))];
        if (point.Any(double.IsNaN)) throw new InvalidDataException($"this study is damaged: the settings of trial {number} do not lie in its space");
        return new Trial
        {
            Number = number,
            Point = point,
            Parameters = space.Text(point.AsSpan()),
            State = Enum.Parse<TrialState>((string)node["state"]!),
            Value = (double?)node["value"] ?? double.NaN,
            Budget = (double?)node["budget"] ?? 0,
            Bracket = (int?)node["bracket"] ?? 0,
            Rung = (int?)node["rung"] ?? 0,
            Origin = (int?)node["origin"] ?? number,
            Reports = [.. node["reports"]?.AsArray().Select(pair => new TrialReport((int)pair![0]!, (double)pair[1]!)) ?? []],
            Reason = (string?)node["reason"],
        };
    }
}
