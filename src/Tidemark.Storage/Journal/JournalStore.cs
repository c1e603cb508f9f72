namespace Tidemark.Storage.Journal;

/// <summary>All journals below one folder, one a session.</summary>
/// <param name="Path">The folder, which need not exist.</param>
public sealed record JournalStore(string Path)
{
    /// <summary>The sessions, oldest first.</summary>
    public IReadOnlyList<JournalFolder> Sessions =>
        Directory.Exists(Path)
            ? [.. Directory.EnumerateDirectories(Path).Select(path => new JournalFolder(path)).Where(folder => folder.HasJournal)
                .OrderBy(folder => folder.CreatedAt).ThenBy(folder => folder.Name, StringComparer.Ordinal)]
            : [];

    /// <summary>The newest session, or null.</summary>
    public JournalFolder? Latest => Sessions is [.., var latest] ? latest : null;

    /// <summary>A session by its name, by the start of its name if only one fits, or by the path of its folder; without one the newest.</summary>
    /// <exception cref="BadInputException">There is none, or several fit.</exception>
    public JournalFolder Find(string? sessionOrPath)
    {
        if (string.IsNullOrEmpty(sessionOrPath)) return Latest ?? throw new BadInputException($"there are no sessions in {Path} yet");
        if (new JournalFolder(System.IO.Path.GetFullPath(sessionOrPath)) is { HasJournal: true } given) return given;
        var sessions = Sessions;
        var fitting = sessions.Where(folder => folder.Name.StartsWith(sessionOrPath, StringComparison.Ordinal)).ToList();
        if (fitting.Find(folder => folder.Name == sessionOrPath) is { } exact) return exact;
        if (fitting.Count == 1) return fitting[0];
        if (fitting.Count > 1) throw new BadInputException($"'{sessionOrPath}' could be {string.Join(" or ", fitting.Select(folder => folder.Name))}");
        throw new BadInputException($"there is no session '{sessionOrPath}' in {Path}, and no journal in a folder of that name{NearestNames.Hint(sessionOrPath, sessions.Select(folder => folder.Name))}");
    }
}
