using System.Globalization;
using System.Text;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Tuning;
using Tidemark.Learning.Validation;
using Tidemark.Research.Training;
using Tidemark.Research.Training.Searching;
using Tidemark.Research.Training.Tables;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Tests.Research.Training.Searching;

public sealed class TableSearchTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("tidemark-table-search").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>A step that one split finds and noise besides: shallow trees are best, whatever is searched with.</summary>
    [Theory]
    [InlineData(SearchBudgets.Same, 8, 8)]
    [InlineData(SearchBudgets.Halving, 9, 13)]
    public void Run_OnAnyNumberOfThreads_FindsTheSameSettings(SearchBudgets budgets, int settings, int trials)
    {
        var search = new SearchRequest(SamplerKind.Tpe, settings, 4) { Budgets = budgets };
        var (one, four) = (Run(search, 1), Run(search, 4));
        Assert.Equal((settings, trials), (one.SettingsTried, one.Trials.Length));
        Assert.Equal(one.Trials.Select(trial => (trial.Trial.State, trial.Trial.Value)), four.Trials.Select(trial => (trial.Trial.State, trial.Trial.Value)));
        Assert.Equal(one.Best.Given, four.Best.Given);
        var values = one.Trials.Where(trial => trial.Trial.Budget == one.Trials[one.BestTrial].Trial.Budget).Select(trial => trial.Trial.Value).ToArray();
        Assert.Equal(values.Min(), one.Trials[one.BestTrial].Trial.Value);
        Assert.True(values.Min() < 0.6, $"log loss {values.Min()}");
        // What was found trains as any other settings do.
        var trained = TableTraining.Train(Request(1) with { Parameters = one.Best.Given });
        Assert.True(trained.TrainRows > 0);
    }

    [Fact]
    public void Run_FromItsFile_TriesNothingAgain()
    {
        var search = new SearchRequest(SamplerKind.Random, 6, 2) { StudyPath = Path.Combine(folder, "study.json") };
        var first = Run(search, 2);
        var again = Run(search, 2);
        Assert.Equal((0, 6), (first.Resumed, again.Resumed));
        Assert.Equal(first.Trials.Select(trial => (trial.Trial.Value, trial.Seconds)), again.Trials.Select(trial => (trial.Trial.Value, trial.Seconds)));
        Assert.Contains("was made with gap 0 and not 3", Assert.Throws<BadInputException>(() => TableSearch.Run(Request(1) with { Gap = 3 }, search, new PurgedKFoldSplitter(3), null)).Message, StringComparison.Ordinal);
        Assert.StartsWith("--splits", Assert.Throws<BadInputException>(() => TableSearch.Run(Request(1), search, new PurgedKFoldSplitter(400), null)).Message, StringComparison.Ordinal);
    }

    private SearchResult Run(SearchRequest search, int threads) => TableSearch.Run(Request(threads), search, new PurgedKFoldSplitter(3), null);

    private TableTrainingRequest Request(int threads)
    {
        var path = Path.Combine(folder, "table.csv");
        if (!File.Exists(path))
        {
            var (random, text) = (new SeededRandom(4, "table"), new StringBuilder("a,b,c,up\n"));
            for (var row = 0; row < 240; row++)
            {
                var (a, b, c) = (random.NextNormal(), random.NextNormal(), random.NextNormal());
                text.Append(CultureInfo.InvariantCulture, $"{a:R},{b:R},{c:R},{((a > 0.3) ^ (random.NextDouble() < 0.1) ? 1 : 0)}\n");
            }
            File.WriteAllText(path, text.ToString());
        }
        return new TableTrainingRequest
        {
            Model = ModelChoice.Find("gbm"),
            Path = path,
            Columns = new TableColumns { Label = "up" },
            Parameters = [new("trees", "20")],
            Fit = new FitContext { Threads = threads },
        };
    }
}
