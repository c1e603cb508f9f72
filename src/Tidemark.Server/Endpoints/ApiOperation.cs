using System.Text.Json.Serialization.Metadata;

namespace Tidemark.Server.Endpoints;

/// <summary>What the documentation says of a route, and what the route checks its query against: one description for both.</summary>
/// <param name="Id">A name for client generators: <c>getStatus</c>.</param>
/// <param name="Summary">One line.</param>
/// <param name="Group">The heading under which the documentation lists it.</param>
internal sealed record ApiOperation(string Id, string Summary, string Group)
{
    public string? Details { get; init; }

    public IReadOnlyList<ApiParameter> Parameters { get; init; } = [];

    /// <summary>The JSON body that it takes.</summary>
    public JsonTypeInfo? Request { get; init; }

    /// <summary>The fields of the form that it takes.</summary>
    public IReadOnlyList<TextParameter> FormFields { get; init; } = [];

    /// <summary>An example of the JSON body.</summary>
    public string? RequestExample { get; init; }

    /// <summary>The JSON that it answers with; null when the answer is something else.</summary>
    public JsonTypeInfo? Answer { get; init; }

    /// <summary>What it answers with when that is not JSON.</summary>
    public string AnswerContentType { get; init; } = "application/json";

    public string AnswerDescription { get; init; } = "Done.";

    public int AnswerStatus { get; init; } = 200;

    /// <summary>Answers other than the good one and the usual refusals: status and when.</summary>
    public IReadOnlyList<(int Status, string When)> Refusals { get; init; } = [];
}
