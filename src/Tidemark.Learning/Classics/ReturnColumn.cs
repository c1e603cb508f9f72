using Tidemark.Learning.Estimators;

namespace Tidemark.Learning.Classics;

/// <summary>Which feature holds the returns.</summary>
internal static class ReturnColumn
{
    /// <param name="train">The samples, for the names of their features.</param>
    /// <param name="column">The feature that was named, from 0; -1 for that of one step by its usual name, or the first whose name says so.</param>
    /// <exception cref="ArgumentException">There is no such feature.</exception>
    public static int Find(TrainingSet train, int column)
    {
        if (column >= train.Features.Columns) throw new ArgumentException($"there is no column {column}; the last of the features is {train.Features.Columns - 1}");
        if (column >= 0) return column;
        foreach (var usual in (string[])["logret_1", "ret_1", "return_1", "logret", "ret", "return", "returns"])
            if (train.Columns.IndexOf(usual) is >= 0 and var found) return found;
        for (var i = 0; i < train.Columns.Length; i++)
            if (train.Columns[i].Contains("ret", StringComparison.OrdinalIgnoreCase)) return i;
        throw new ArgumentException($"no feature has a name with 'ret' in it; say with column=N which holds returns, from 0 (features: {string.Join(", ", train.Columns)})");
    }
}
