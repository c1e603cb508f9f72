namespace Tidemark.Storage.Import.Repairs;

/// <summary>The chosen repairs of one table, and what they did. A defect without a chosen repair is an error here.</summary>
internal sealed class RepairLog(string tableName, Repair chosen)
{
    private const int ExamplesKept = 3;
    private readonly Dictionary<string, (long Rows, List<string> Examples)> applied = [];

    public string TableName => tableName;

    public bool Allows(Repair repair) => (chosen & repair) == repair;

    /// <summary>Notes that a row was repaired, or refuses it when that was not chosen.</summary>
    /// <param name="repair">A single repair that would help.</param>
    /// <param name="line">The line of the row.</param>
    /// <param name="reason">What is wrong with it.</param>
    /// <param name="advice">The names of repairs that would help, for the message.</param>
    /// <exception cref="BadInputException">The repair was not chosen.</exception>
    public void Apply(Repair repair, long line, string reason, string advice)
    {
        if (!Allows(repair)) throw Refusal(line, $"{reason} (--repair {advice})");
        Note(NameOf(repair), $"line {line}: {reason}");
    }

    /// <summary>The error of a row.</summary>
    public BadInputException Refusal(long line, string reason) => new($"{tableName}, line {line}: {reason}");

    /// <summary>Notes rows that a repair changed.</summary>
    public void Note(string name, string example, long rows = 1)
    {
        if (!applied.TryGetValue(name, out var entry)) entry = (0, []);
        if (entry.Examples.Count < ExamplesKept) entry.Examples.Add(example);
        applied[name] = (entry.Rows + rows, entry.Examples);
    }

    public IReadOnlyList<AppliedRepair> Applied() =>
        [.. applied.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new AppliedRepair(pair.Key, pair.Value.Rows, [.. pair.Value.Examples]))];

    private static string NameOf(Repair repair) => repair switch
    {
        Repair.SkipInvalid => "skip-invalid",
        Repair.SkipUnordered => "skip-unordered",
        Repair.SkipUnaligned => "skip-unaligned",
        Repair.Sort => "sort",
        Repair.DropDuplicates => "drop-duplicates",
        Repair.KeepFirst => "keep-first",
        Repair.KeepLast => "keep-last",
        _ => "fill-gaps",
    };
}
