namespace Tidemark.Server.Answers;

internal sealed record ParameterItem(string Name, string Value);
