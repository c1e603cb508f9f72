using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tidemark.Research.Backtests;
using Tidemark.Storage.Homes;
using Tidemark.Storage.ModelVersions;

namespace Tidemark.Research.Registry;

/// <summary>
/// The book of looks at data kept for the end. A look is kept before it is taken, with or without a name to register under: one that nobody
/// knows of is worse than one that came to nothing.
/// </summary>
/// <param name="home">Where it lies.</param>
/// <param name="now">The time.</param>
public sealed class TestReads(HomeFolder home, Func<Instant> now)
{
    private readonly ModelVersionStore store = new(home);

    /// <summary>Every look, the oldest first.</summary>
    public IReadOnlyList<TestRead> All() => store.TestReads();

    /// <summary>Keeps that data are about to be looked at.</summary>
    /// <param name="stretch">The data.</param>
    /// <param name="tried">What is measured on them, for people.</param>
    /// <param name="trials">How many settings of models that is.</param>
    /// <returns>The look, and earlier ones at data that share something with these, the oldest first.</returns>
    public (TestRead Read, IReadOnlyList<TestRead> Earlier) Record(TestStretch stretch, string tried, int trials = 1)
    {
        var read = store.Record(stretch.ToRead(now().ToString(), tried, trials));
        return (read, [.. store.TestReads().Where(other => other.Id < read.Id && TestStretch.Overlap(read, other))]);
    }

    /// <summary>Keeps that a backtest traded a model on data that a training kept for the end: other settings are another try, the same again are none.</summary>
    /// <returns>Whether it was another look.</returns>
    public bool Record(BacktestRun run)
    {
        var all = store.TestReads();
        var (tried, traded) = (Tried(run), Traded(run));
        bool IsKept(TestRead read) => traded.Any(stretch => TestStretch.Overlap(stretch, read));
        if (!all.Any(IsKept) || all.Any(read => read.Tried == tried && IsKept(read))) return false;
        var shared = traded.First(stretch => all.Any(read => TestStretch.Overlap(stretch, read)));
        store.Record(shared with { Tried = tried, Trials = 1 });
        return true;
    }

    /// <summary>How many settings of models were measured on some of the time that a backtest traded: any of them might have been the one that was chosen. At least 1.</summary>
    public int TrialsOn(BacktestRun run)
    {
        var all = store.TestReads();
        if (all.Count == 0) return 1;
        var traded = Traded(run);
        return Math.Max(1, all.Where(read => traded.Any(stretch => TestStretch.Overlap(stretch, read))).Sum(read => read.Trials));
    }

    /// <summary>Keeps which version came of the training that looked.</summary>
    public void Tie(TestRead read, RegisteredModel model) => store.SetVersion(read, model.Row.Name, model.Row.Version);

    /// <summary>What earlier looks mean for new figures; null where there were none.</summary>
    public static string? Warning(IReadOnlyList<TestRead> earlier) => earlier.Count == 0 ? null : string.Create(CultureInfo.InvariantCulture,
        $"The test part, or some of it, was read {(earlier.Count == 1 ? "once" : $"{earlier.Count} times")} before ({(earlier.Count > 1 ? "last " : "")}{earlier[^1].ReadAt}{By(earlier[^1])}): its figures are no longer unseen.");

    private TestRead[] Traded(BacktestRun run) => [.. run.Inputs.Take(run.Inputs.Count - run.Plan.Setup.ConversionCount)
        .Select(input => TestStretch.OfBars(input.Instrument.Id, input.Bars, run.From, run.To, input.Bars.Count).ToRead(now().ToString(), "", 0))];

    /// <summary>The strategy, its model, and all parameters in force by their hash.</summary>
    private static string Tried(BacktestRun run)
    {
        var settings = string.Join('\n', run.Parameters.Select(pair => $"{pair.Key}={pair.Value}"));
        var model = run.Parameters.FirstOrDefault(pair => pair.Key == "model").Value;
        return $"backtest of {run.Request.Strategy}{(model is { Length: > 0 } ? $" with {model}" : "")}, settings {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(settings)))[..8]}";
    }

    private static string By(TestRead read) => read.Version is { } version ? string.Create(CultureInfo.InvariantCulture, $" by {read.Name}@{version}") : read.Tried.Length > 0 ? $" by {read.Tried}" : "";
}
