namespace Tidemark.Server.Endpoints;

/// <summary>A parameter of a query.</summary>
internal abstract record ApiParameter(string Name, string Description);

/// <summary>At most so many items.</summary>
internal sealed record LimitParameter(int Default, int Maximum, string Items)
    : ApiParameter("limit", $"At most so many {Items}.");

/// <summary>Only what is not older.</summary>
internal sealed record SinceParameter(string Of)
    : ApiParameter("since", $"Only what {Of} at this time or later (ISO-8601, UTC).");

/// <summary>One of some words.</summary>
internal sealed record ChoiceParameter(string Name, string Description, string Default, IReadOnlyList<string> Words) : ApiParameter(Name, Description);

/// <summary>A part of the path.</summary>
internal sealed record PathParameter(string Name, string Description) : ApiParameter(Name, Description);

/// <summary>Free text.</summary>
internal sealed record TextParameter(string Name, string Description) : ApiParameter(Name, Description);
