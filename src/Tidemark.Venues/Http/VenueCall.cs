using Tidemark.Venues.Limits;

namespace Tidemark.Venues.Http;

/// <summary>One request to a venue, before it is signed.</summary>
/// <param name="Method">Of HTTP.</param>
/// <param name="Path">Below the base address, with its leading slash.</param>
public sealed record VenueCall(HttpMethod Method, string Path)
{
    /// <summary>Parameters as they are sent, escaped, without the question mark.</summary>
    public string Query { get; init; } = "";

    /// <summary>What is sent as body; null for none.</summary>
    public string? Body { get; init; }

    public string ContentType { get; init; } = "application/x-www-form-urlencoded";

    /// <summary>Whether it carries a key and a signature.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>Whether it only reads: then it may be repeated, and an error never means that something may have happened.</summary>
    public bool OnlyReads { get; init; } = Method == HttpMethod.Get;

    /// <summary>What it costs of the address's budget.</summary>
    public int Weight { get; init; } = 1;

    /// <summary>How many orders it counts for.</summary>
    public int Orders { get; init; }

    public CallPriority Priority { get; init; } = CallPriority.Normal;

    /// <summary>Without the parameters, which may hold secrets.</summary>
    public override string ToString() => $"{Method} {Path}";
}
