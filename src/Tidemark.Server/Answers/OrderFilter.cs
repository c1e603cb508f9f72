namespace Tidemark.Server.Answers;

internal enum OrderFilter : byte
{
    All,
    Working,
    Closed,
}
