using System.Globalization;
using System.Text;
using Tidemark.Storage.Files;
using Tidemark.Storage.Homes;
using Tidemark.Storage.Journal;

namespace Tidemark.Cli.Composition;

/// <summary>
/// Remembers the <c>--speed</c> last asked for the current session of a home, so that going on with it needs no options. Speed is how
/// fast the market passes by, not what the session is, so it may change and is not in the journal.
/// </summary>
internal sealed class SessionSpeed(HomeFolder home)
{
    private string FilePath => Path.Combine(home.RunFolder, "session-speed");

    /// <returns>Null when none was asked for this session.</returns>
    public double? Find(JournalFolder session)
    {
        if (!File.Exists(FilePath)) return null;
        var words = File.ReadAllText(FilePath).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        var isOfThisSession = words.Length == 2 && words[0] == session.Name;
        return isOfThisSession && double.TryParse(words[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var speed) && speed > 0 && double.IsFinite(speed) ? speed : null;
    }

    public void Save(JournalFolder session, double speed)
    {
        Directory.CreateDirectory(home.RunFolder);
        var text = string.Create(CultureInfo.InvariantCulture, $"{session.Name} {speed:R}\n");
        new AtomicFile().Replace(FilePath, home.RunFolder, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
    }
}
