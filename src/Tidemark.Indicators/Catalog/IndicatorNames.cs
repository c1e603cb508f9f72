namespace Tidemark.Indicators.Catalog;

/// <summary>Names as people type them: <c>BBANDS</c>, <c>fastK_Period</c> and <c>fast-k-period</c> are read without case, dashes and underscores.</summary>
internal static class IndicatorNames
{
    public static bool AreSame(string left, string right) => Plain(left) == Plain(right);

    public static string Plain(string name) =>
        string.Concat(name.Where(letter => letter is not ('-' or '_' or ' ')).Select(char.ToLowerInvariant));
}
