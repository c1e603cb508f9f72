namespace Tidemark.Server.Answers;

internal static class ProgramVersion
{
    public static readonly string Text = typeof(ProgramVersion).Assembly.GetName().Version!.ToString(3);
}
