using System.Collections.Immutable;

namespace Tidemark.Research.Training.Tables;

/// <summary>Which columns of a CSV file are what.</summary>
public sealed record TableColumns
{
    /// <summary>The features by name, in the model's order; default for every column that is nothing else.</summary>
    public ImmutableArray<string> Features { get; init; }

    /// <summary>The column to predict; null where there is none.</summary>
    public string? Label { get; init; }

    /// <summary>Whether the file may lack the label.</summary>
    public bool IsLabelOptional { get; init; }

    /// <summary>The column of the weights of rows; null for equal ones.</summary>
    public string? Weight { get; init; }

    /// <summary>Columns that are no features.</summary>
    public ImmutableArray<string> Drop { get; init; } = [];

    /// <summary>Finds the columns in the heading of a file.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="names">Its heading.</param>
    /// <exception cref="BadInputException">A column is absent or there twice.</exception>
    internal TableRoles Locate(string path, string[] names)
    {
        if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new BadInputException($"{path}, line 1: there are {twice.Count()} columns '{twice.Key}'");
        var label = Label is null ? -1 : Array.IndexOf(names, Label);
        if (Label is not null && label < 0 && !IsLabelOptional) throw Missing(path, names, Label, "--label");
        var weight = Weight is null ? -1 : Find(path, names, Weight, "--weight");
        foreach (var name in Drop.Where(_ => Features.IsDefault)) Find(path, names, name, "--drop");
        ImmutableArray<string> features = Features.IsDefault
            ? [.. names.Where((name, index) => index != label && index != weight && !Drop.Contains(name))]
            : Features;
        if (features.IsEmpty) throw new BadInputException($"{path}: no column is left to be a feature");
        var slots = new int[names.Length];
        Array.Fill(slots, TableRoles.Unused);
        for (var i = 0; i < features.Length; i++) slots[Find(path, names, features[i], "the model's feature")] = i;
        if (label >= 0) slots[label] = TableRoles.Label;
        if (weight >= 0) slots[weight] = TableRoles.Weight;
        return new TableRoles(names, slots, features, label >= 0, weight >= 0);
    }

    private static int Find(string path, string[] names, string name, string what)
    {
        var index = Array.IndexOf(names, name);
        return index >= 0 ? index : throw Missing(path, names, name, what);
    }

    private static BadInputException Missing(string path, string[] names, string name, string what) =>
        new($"{path}, line 1: there is no column '{name}' ({what}){NearestNames.Hint(name, names)}");
}
