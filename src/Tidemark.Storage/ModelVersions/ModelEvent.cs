namespace Tidemark.Storage.ModelVersions;

/// <summary>Something that happened to a version of a model.</summary>
/// <param name="Name">The model.</param>
/// <param name="Version">The version that it happened to.</param>
/// <param name="HappenedAt">ISO-8601.</param>
/// <param name="Kind">What happened.</param>
/// <param name="FromVersion">The champion before; null where there was none or it does not matter.</param>
/// <param name="Reason">Why, for people.</param>
public sealed record ModelEvent(string Name, int Version, string HappenedAt, ModelEventKind Kind, int? FromVersion, string Reason);
