using System.Globalization;
using Tidemark.Storage.Files;
using Tidemark.Storage.Homes;
using Tidemark.Storage.Journal;

namespace Tidemark.Cli.Composition;

/// <summary>Remembers which session of a home is the current one.</summary>
internal sealed class SessionPointer(HomeFolder home)
{
    private string FilePath => Path.Combine(home.RunFolder, "session");

    /// <summary>The journal of the current session; null when there is none.</summary>
    public JournalFolder? Find()
    {
        if (!File.Exists(FilePath)) return null;
        var folder = new JournalFolder(Path.Combine(home.JournalFolder, File.ReadAllText(FilePath).Trim()));
        return folder.HasJournal ? folder : throw new BadInputException($"the journal of the current session, {folder.Path}, is gone; begin a new session with --fresh");
    }

    /// <summary>Where the journal of a new session goes.</summary>
    public JournalFolder FolderOf(UInt128 journalId) =>
        new(Path.Combine(home.JournalFolder, "paper-" + journalId.ToString("x32", CultureInfo.InvariantCulture)[..12]));

    public void Save(JournalFolder folder)
    {
        Directory.CreateDirectory(home.RunFolder);
        new AtomicFile().Replace(FilePath, home.RunFolder, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(folder.Name + "\n")));
    }
}
