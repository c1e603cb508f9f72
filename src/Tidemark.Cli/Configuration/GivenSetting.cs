namespace Tidemark.Cli.Configuration;

/// <summary>A value that someone gave, as found in a source and not yet matched with a setting.</summary>
/// <param name="Path"><c>section.name</c> as it was written.</param>
/// <param name="Origin">What an error names: <c>tidemark.yaml:12</c> or the environment variable.</param>
internal sealed record GivenSetting(string Path, string Text, string Origin);
