namespace Tidemark.Storage.ModelVersions;

/// <summary>The versions of one name together.</summary>
/// <param name="Name">The name.</param>
/// <param name="LastVersion">The highest version there ever was.</param>
/// <param name="Champion">The version in use; null where there is none.</param>
public sealed record ModelName(string Name, int LastVersion, int? Champion);
