namespace Tidemark.Cli.Commands.Runs;

/// <summary>A setting that two runs do not share, as text.</summary>
internal sealed record SettingDifference(string Name, string First, string Second);
