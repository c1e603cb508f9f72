namespace Tidemark.Storage.Import.Repairs;

/// <summary>The repairs as people write them.</summary>
public static class RepairNames
{
    private static readonly (string Name, Repair Repair)[] Known =
    [
        ("skip", Repair.Skip),
        ("fill", Repair.FillGaps),
        ("sort", Repair.Sort),
        ("skip-invalid", Repair.SkipInvalid),
        ("skip-unordered", Repair.SkipUnordered),
        ("skip-unaligned", Repair.SkipUnaligned),
        ("drop-duplicates", Repair.DropDuplicates),
        ("keep-first", Repair.KeepFirst | Repair.DropDuplicates),
        ("keep-last", Repair.KeepLast | Repair.DropDuplicates),
        ("fill-gaps", Repair.FillGaps),
    ];

    /// <summary>Every accepted name.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Known.Select(known => known.Name)];

    /// <summary>Puts named repairs together. A more particular name wins over <c>skip</c>: <c>skip keep-last</c> keeps the last.</summary>
    /// <param name="names">Names, each possibly several separated by commas.</param>
    /// <exception cref="BadInputException">A name is not known, or two contradict each other.</exception>
    public static Repair Parse(IEnumerable<string> names)
    {
        var repair = Repair.None;
        var particular = Repair.None;
        foreach (var name in names.SelectMany(name => name.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
        {
            var index = Array.FindIndex(Known, known => known.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (index < 0) throw new BadInputException($"--repair: unknown repair '{name}'{NearestNames.Hint(name, All)} (all: {string.Join(", ", All)})");
            repair |= Known[index].Repair;
            if (Known[index].Repair != Repair.Skip) particular |= Known[index].Repair;
        }
        if (particular.HasFlag(Repair.KeepFirst | Repair.KeepLast)) throw new BadInputException("--repair: keep-first and keep-last contradict each other");
        if (particular.HasFlag(Repair.Sort | Repair.SkipUnordered)) throw new BadInputException("--repair: sort and skip-unordered contradict each other");
        if (particular.HasFlag(Repair.KeepLast)) repair &= ~Repair.KeepFirst;
        if (particular.HasFlag(Repair.Sort)) repair &= ~Repair.SkipUnordered;
        return repair;
    }
}
