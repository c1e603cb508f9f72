using System.Globalization;
using System.Text.Json.Nodes;
using Tidemark.Storage.ModelVersions;

namespace Tidemark.Research.Registry;

/// <summary>A version of a model in the registry and how it stands to the others.</summary>
/// <param name="Row">What the registry keeps.</param>
/// <param name="Standing">How it stands.</param>
/// <param name="Path">Its file.</param>
public sealed record RegisteredModel(ModelVersion Row, ModelStanding Standing, string Path)
{
    private JsonObject? document;

    /// <summary>The champion of its name when this was looked at; null where there was none.</summary>
    public int? Champion { get; init; }

    /// <summary>Name and version: <c>btc-hourly@3</c>.</summary>
    public string Reference => string.Create(CultureInfo.InvariantCulture, $"{Row.Name}@{Row.Version}");

    /// <summary>Features, label, parameters and figures as JSON; not to be changed.</summary>
    public JsonObject Document => document ??= JsonNode.Parse(Row.Document)?.AsObject() ?? [];
}
