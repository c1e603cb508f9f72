using Tidemark.Engine.Ports;
using Tidemark.Node.Recovery;
using Tidemark.Node.Sessions;
using Tidemark.Storage.Journal;

namespace Tidemark.Integration.Tests.Node;

/// <summary>A session that asks a model: what it answered is replayed and not asked again, wherever the session was cut off.</summary>
public sealed class PaperSessionModelTests : IDisposable
{
    private const double NoPause = 1e9;
    private const int Bars = 120;
    private const int ChangeAt = 50;

    private readonly TestSessions sessions = new();

    public void Dispose() => sessions.Dispose();

    [Fact]
    public async Task Replay_ModelThatIsGoneOrAnswersOtherwise_GivesTheSameRecords()
    {
        var (folder, end, _) = await RunWhole();
        Assert.True(end.FillCount >= 6, $"{end.FillCount} fills are too few to test anything");
        Assert.True(end.PredictionCount > 80, $"{end.PredictionCount} predictions");
        var replay = JournalReplay.Run(folder, TestSessions.NoBars);
        Assert.True(replay.IsIdentical, replay.Difference);

        var reversed = new TurningModels { IsReversed = true };
        using var again = PaperSession.Continue(folder, _ => new TestMarket(Bars), NoPause, TimeProvider.System, reversed);
        Assert.Equal(0, reversed.Asked);
        Assert.Equal(end.FillCount, again.Current.FillCount);
        Assert.Equal(end.Equity, again.Current.Equity);
        Assert.Equal(end.Predictions.Select(Text), again.Current.Predictions.Select(Text));
        Assert.Equal(["turning@2"], again.Current.Models);
    }

    [Fact]
    public async Task Continue_CutAtRecords_EndsWithTheSameRecords()
    {
        var (whole, expected, records) = await RunWhole();
        var bytes = await File.ReadAllBytesAsync(TestSessions.Segment(whole), TestContext.Current.CancellationToken);
        foreach (var cut in Cuts(whole))
        {
            var folder = sessions.Cut(bytes.AsSpan(0, (int)cut), $"cut-{cut}");
            var models = new TurningModels { ChangesAfter = ChangeAt };
            var end = await TestSessions.RunToEnd(PaperSession.Continue(folder, _ => new TestMarket(Bars), NoPause, TimeProvider.System, models), new TestMarket(Bars).End);
            Assert.Equal(records, TestSessions.Records(folder));
            Assert.Equal(expected.Equity, end.Equity);
            Assert.True(models.Asked <= expected.PredictionCount);
            Directory.Delete(folder.Path, recursive: true);
        }
    }

    [Fact]
    public async Task Predictions_WhoseHorizonHasPassed_HaveTheirOutcome()
    {
        var (_, end, _) = await RunWhole();
        var closes = end.Bars.ToDictionary(bar => Interval.Minutes(1).CloseOf(bar.OpenTime), bar => bar.Close);
        Assert.Equal(3, end.Predictions.Count(view => view.Outcome is null));
        foreach (var view in end.Predictions.Where(view => view.Outcome is not null))
            Assert.Equal(closes[view.Time + Duration.FromMinutes(3)] / closes[view.Time] - 1, view.Outcome!.Value, 12);
        Assert.Equal(["2", "1"], end.Predictions.Select(view => view.Version).Distinct());
    }

    [Fact]
    public async Task Models_TellTheirVersionsChangesAndScores_AlsoAfterARestart()
    {
        var (folder, end, _) = await RunWhole();
        var model = Assert.Single(end.ModelViews);
        Assert.Equal(("turning", "2", 180.0), (model.Name, model.Version, model.HorizonSeconds));
        Assert.Equal(["1", "2"], model.Versions.Select(version => version.Version));
        Assert.Null(model.Versions[0].Since);
        var change = Assert.Single(model.Changes);
        Assert.Equal(change.Time, model.Versions[1].Since);
        Assert.Equal("better on held-out data", change.Change.Reason);
        Assert.Equal(end.PredictionCount, model.Versions.Sum(version => version.Asked));
        Assert.True(end.PredictionCount <= end.Predictions.Count, "not all predictions are there to count again");
        foreach (var version in model.Versions)
        {
            var judged = end.Predictions.Where(view => view.Version == version.Version && view.Outcome is not null && view.Outputs.Count > 0).ToList();
            Assert.Equal(judged.Count, version.Score.Judged);
            Assert.Equal(judged.Count(view => view.Outputs[0] != 0.5 && view.Outputs[0] > 0.5 == view.Outcome > 0), version.Score.Hits);
            Assert.InRange(version.Score.Independent, judged.Count / 4, (judged.Count + 4) / 2);
        }
        Assert.Equal(model.Score.Judged, model.Versions.Sum(version => version.Score.Judged));

        using var again = PaperSession.Continue(folder, _ => new TestMarket(Bars), NoPause, TimeProvider.System, new TurningModels());
        var view = Assert.Single(again.Current.ModelViews);
        Assert.Equal(model.Changes, view.Changes);
        Assert.Equal(model.Versions, view.Versions);
        Assert.Equal(model.Score, view.Score);
    }

    private async Task<(JournalFolder Folder, SessionSnapshot End, List<string> Records)> RunWhole()
    {
        var folder = sessions.Folder("whole");
        var market = new TestMarket(Bars);
        var definition = TestSessions.Definition("model-signal", ("model", "turning"), ("stop-ranges", "4"));
        var end = await TestSessions.RunToEnd(PaperSession.Begin(folder, definition, market, NoPause, TimeProvider.System, null, new TurningModels { ChangesAfter = ChangeAt }), market.End);
        return (folder, end, TestSessions.Records(folder));
    }

    private static string Text(PredictionView view) => $"{view.Time} {view.Model} {view.Version} {string.Join(' ', view.Outputs)} {view.InputHash} {view.Outcome}";

    /// <summary>After records of models and some others.</summary>
    private static IEnumerable<long> Cuts(JournalFolder folder)
    {
        var cuts = new List<long>();
        var offset = 96L;
        using var reader = new JournalReader(folder);
        for (var number = 0; reader.Read(); number++)
        {
            offset += 72 + reader.Payload.Length;
            var isOfModel = reader.Header.Kind is RecordKind.PredictorOpened or RecordKind.ModelChange;
            if (isOfModel || (number > 4 && number % 23 == 0)) cuts.Add(offset);
        }
        return cuts;
    }
}
