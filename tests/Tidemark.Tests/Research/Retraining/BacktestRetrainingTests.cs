using Tidemark.Engine.Predictions;
using Tidemark.Research.Backtests;
using Tidemark.Research.Features;
using Tidemark.Research.Results;
using Tidemark.Research.Retraining;
using Tidemark.Research.Training;

namespace Tidemark.Tests.Research.Retraining;

/// <summary>Models that are trained anew inside a backtest: by what was known only, the same each time, and only what wins takes over.</summary>
public sealed class BacktestRetrainingTests
{
    private const int Turn = 2_000;
    private const int LearntBars = 1_200;
    private static readonly BarColumns Market = PlantedModels.Market(3_600, Turn);
    private static readonly TrainedModel Champion = PlantedModels.Train(Market, LearntBars);
    private static readonly RetrainPlan Plan = new() { Every = Duration.FromDays(10), Window = Duration.FromDays(25) };

    [Fact]
    public void Run_RegimeThatTurns_ReplacesTheChampionAndEarnsMore()
    {
        var (retrained, changes) = Run(Market, Plan);
        var (kept, _) = Run(Market, null);
        Assert.Contains(changes, one => one.Change.Kind == ModelChangeKind.Replaced);
        Assert.All(changes, one => Assert.Equal(0, (one.Time - changes[0].Time).Nanoseconds % Plan.Every!.Value.Nanoseconds));
        Assert.StartsWith("3+", changes[^1].Change.Version, StringComparison.Ordinal);
        Assert.Contains("log loss", changes[^1].Change.Reason, StringComparison.Ordinal);
        Assert.True(retrained.Result.Equity.Values.Span[^1] > kept.Result.Equity.Values.Span[^1] * 1.05);
        Assert.Contains(retrained.Notes, note => note.StartsWith("retraining: ", StringComparison.Ordinal));
        Assert.Contains(kept.Notes, note => note.StartsWith("model planted@3: asked ", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_Twice_HasTheSameHash() =>
        Assert.Equal(RunReport.Create(Run(Market, Plan).Run, "build").RunHash, RunReport.Create(Run(Market, Plan).Run, "build").RunHash);

    [Theory]
    [InlineData(2_400)]
    [InlineData(3_001)]
    public void Changes_UpToAMoment_DoNotDependOnWhatComesLater(int cut)
    {
        var end = Market.Interval.CloseOf(new Instant(Market.OpenTimes.Span[cut - 1]));
        var expected = Run(Market, Plan).Changes.Where(one => one.Time < end).ToList();
        Assert.NotEmpty(expected);
        Assert.Equal(expected, Run(Market.Slice(0, cut), Plan).Changes);
        var other = BarColumns.FromBars(Market.Interval, [.. Enumerable.Range(0, Market.Count).Select(row => row < cut ? Market[row] : Shifted(Market[row]))]);
        Assert.Equal(expected, Run(other, Plan).Changes.Where(one => one.Time < end).ToList());
    }

    [Theory]
    [InlineData(DriftTest.Cusum)]
    [InlineData(DriftTest.Adwin)]
    [InlineData(DriftTest.Psi)]
    [InlineData(DriftTest.Ks)]
    public void OnDrift_RegimeThatTurns_TrainsAfterTheTurnAndNotBefore(DriftTest test)
    {
        var plan = new RetrainPlan { OnDrift = true, DriftTest = test, Window = Duration.FromDays(25), FalseAlarmRate = 0.01 };
        var (_, changes) = Run(Market, plan);
        Assert.NotEmpty(changes);
        Assert.True(changes[0].Time > new Instant(Market.OpenTimes.Span[Turn]), $"{changes[0]}");
        Assert.StartsWith("drift: losses have risen", changes[0].Change.Reason, StringComparison.Ordinal);
        Assert.Contains(changes, one => one.Change.Kind == ModelChangeKind.Replaced);
        Assert.Equal(changes, Run(Market, plan).Changes);
    }

    [Fact]
    public void Run_BeforeAnythingWasLearntNew_KeepsTheChampion()
    {
        // The last part lies before the end of what the champion has seen: there is nothing to compare on.
        var outcome = new ModelRetrainer(Plan).Run(Champion, new FeatureData { Bars = Market }, Market.Interval.CloseOf(new Instant(Market.OpenTimes.Span[LearntBars + 10])));
        Assert.Equal(ModelChangeKind.Kept, outcome.Kind);
        Assert.Contains("too few to compare on", outcome.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_SameRegime_KeepsTheChampionUnlessTheChallengerIsBetter()
    {
        var outcome = new ModelRetrainer(Plan).Run(Champion, new FeatureData { Bars = Market }, Market.Interval.CloseOf(new Instant(Market.OpenTimes.Span[Turn - 100])));
        Assert.NotNull(outcome.Challenger);
        var figures = outcome.Reason.Split(' ');
        var (young, old) = (double.Parse(figures[2], System.Globalization.CultureInfo.InvariantCulture), double.Parse(figures[4], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(young < old ? ModelChangeKind.Replaced : ModelChangeKind.Kept, outcome.Kind);
    }

    [Fact]
    public void Run_TrainingThatFails_KeepsTheChampionAndSaysSo()
    {
        var broken = new TrainedModel(Champion.Fitted, Champion.Preparation, Champion.Card with { Parameters = [KeyValuePair.Create("nonsense", "1")] });
        var (run, changes) = Run(Market, Plan, broken);
        Assert.All(changes, one => Assert.Equal((ModelChangeKind.Failed, "3"), (one.Change.Kind, one.Change.Version)));
        Assert.Contains("nonsense", changes[0].Change.Reason, StringComparison.Ordinal);
        Assert.True(run.Result.Fills.Count > 20);
    }

    [Theory]
    [InlineData(3_600, false)]
    [InlineData(1_650, true)]
    public void Retrained_Values_HaveTheRangeOfTheirOwnErrors(int bars, bool isKept)
    {
        // The old range is absurd: who carries it over is found out.
        var champion = PlantedModels.Train(Market, LearntBars, "ridge", "next-return:horizon=1");
        var old = champion.Card.Market.DeepClone().AsObject();
        (old["residualLow"], old["residualHigh"]) = (-0.5, 0.5);
        champion = new TrainedModel(champion.Prepared, champion.Card with { Market = old });
        var outcome = new ModelRetrainer(Plan with { HeldOut = 0.05, LeastHeldOut = 20, Window = null }).Run(champion, new FeatureData { Bars = Market.Slice(0, bars) }, Market.Interval.CloseOf(new Instant(Market.OpenTimes.Span[bars - 1])));
        var (low, high) = Tidemark.Research.Predictors.MarketCard.Of(outcome.Challenger!.Card.Market)!.Residuals;
        Assert.Equal(isKept, outcome.Reason.Contains("errors of the old version", StringComparison.Ordinal));
        if (isKept) Assert.Equal((-0.5, 0.5), (low, high));
        else
        {
            // 10 % and 90 % of normal noise of 0.004.
            Assert.InRange(low, -0.0065, -0.004);
            Assert.InRange(high, 0.004, 0.0065);
        }
    }

    [Fact]
    public void Run_FeaturesThatTheBacktestDoesNotHave_SayTheTrainingFailedAndGoOn()
    {
        var missing = new BacktestRetraining(new PlantedModels(Champion), Plan);
        var input = new SeriesInput(new Instrument(InstrumentId.Parse("BTC/USDT@test")), BarColumns.FromBars(Interval.Days(1), [Market[0]]), "test", false, true, 0);
        missing.Begin([input], Instant.FromDate(2023, 1, 1));
        missing.Open("planted");
        var change = missing.Take(missing.Next);
        Assert.Equal((ModelChangeKind.Failed, "3"), (change!.Kind, change.Version));
        Assert.Contains("cannot be built", change.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_ModelInAFile_IsRefusedAsInASession() =>
        Assert.Contains("models import", Assert.Throws<BadInputException>(() => new BacktestRetraining(new PlantedModels(Champion), Plan).Open("./planted.safetensors")).Message, StringComparison.Ordinal);

    [Fact]
    public void FromStart_ModelThatKnowsTheFuture_TradesAsOneThatDoesNot()
    {
        var plan = Plan with { FromStart = true };
        var knowing = PlantedModels.Train(Market, 3_500);
        var (run, changes) = Run(Market, plan, knowing);
        Assert.Equal(RunReport.Create(run, "build").RunHash, RunReport.Create(Run(Market, plan, knowing).Run, "build").RunHash);
        Assert.Equal(RunReport.Create(run, "build").RunHash, RunReport.Create(Run(Market, plan).Run, "build").RunHash);
        Assert.Contains(changes, one => one.Change.Kind == ModelChangeKind.Replaced);
        Assert.Contains(run.Notes, note => note.Contains("every prediction was made by a version that had seen only what was known before", StringComparison.Ordinal));
        Assert.DoesNotContain(run.Notes, note => note.Contains("what it remembers", StringComparison.Ordinal));
        // Without it the model knows what comes: nothing beats it, and the warning says what to do.
        var kept = Run(Market, Plan, knowing).Run;
        Assert.Contains(kept.Notes, note => note.Contains("what it remembers", StringComparison.Ordinal) && note.Contains("--retrain-from-start", StringComparison.Ordinal));
    }

    [Fact]
    public void FromStart_BarsThatComeLater_ChangeNothingBefore()
    {
        const int cut = 2_700;
        var other = BarColumns.FromBars(Market.Interval, [.. Enumerable.Range(0, Market.Count).Select(row => row < cut ? Market[row] : Shifted(Market[row]))]);
        var (plan, end) = (Plan with { FromStart = true }, new Instant(Market.OpenTimes.Span[cut]));
        var expected = Run(Market, plan).Run.Result.Fills.Where(fill => fill.Time < end).Select(fill => fill.ToString()).ToList();
        Assert.True(expected.Count > 20);
        Assert.Equal(expected, Run(other, plan).Run.Result.Fills.Where(fill => fill.Time < end).Select(fill => fill.ToString()));
    }

    [Fact]
    public void FromStart_TooLittleKnown_IsRefusedAtTheStart()
    {
        var failure = Assert.Throws<BadInputException>(() => Run(Market, Plan with { FromStart = true, LeastHeldOut = 100_000 }));
        Assert.Contains("--retrain-from-start: model planted cannot be trained", failure.Message, StringComparison.Ordinal);
        Assert.Contains("too few to learn from", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Anew_Values_HaveARangeOfWhatWasKnownThen(bool hasTooFew)
    {
        var champion = PlantedModels.Train(Market, 3_000, "ridge", "next-return:horizon=1");
        var old = champion.Card.Market.DeepClone().AsObject();
        (old["residualLow"], old["residualHigh"]) = (-0.5, 0.5);
        champion = new TrainedModel(champion.Prepared, champion.Card with { Market = old });
        var now = Market.Interval.CloseOf(new Instant(Market.OpenTimes.Span[hasTooFew ? 300 : 1_000]));
        var card = Tidemark.Research.Predictors.MarketCard.Of(new ModelRetrainer(new RetrainPlan()).Anew(champion, new FeatureData { Bars = Market }, now).Card.Market)!;
        Assert.True(card.TrainedTo <= now);
        if (hasTooFew) Assert.False(card.HasRange);
        else Assert.InRange(card.Residuals.High, 0.004, 0.0065);
    }

    [Fact]
    public void Retrained_LearntUntil_IsBeforeTheMomentOfTheTraining()
    {
        var now = Market.Interval.CloseOf(new Instant(Market.OpenTimes.Span[2_900]));
        var outcome = new ModelRetrainer(Plan).Run(Champion, new FeatureData { Bars = Market }, now);
        Assert.Equal(ModelChangeKind.Replaced, outcome.Kind);
        var card = Tidemark.Research.Predictors.MarketCard.Of(outcome.Challenger!.Card.Market)!;
        Assert.True(card.TrainedTo < now && card.TrainedFrom >= now - Plan.Window!.Value);
    }

    [Theory]
    [InlineData("30d", 30 * 86_400)]
    [InlineData("1.5h", 5_400)]
    [InlineData("2w", 14 * 86_400)]
    public void ParseLength_Good_IsRead(string text, double seconds) => Assert.Equal(seconds, RetrainPlan.ParseLength(text, "--retrain-every").TotalSeconds);

    [Theory]
    [InlineData("30")]
    [InlineData("d")]
    [InlineData("-3d")]
    [InlineData("0d")]
    public void ParseLength_Bad_IsRefused(string text) =>
        Assert.Contains("--retrain-every", Assert.Throws<BadInputException>(() => RetrainPlan.ParseLength(text, "--retrain-every")).Message, StringComparison.Ordinal);

    private static Bar Shifted(Bar bar) => Bar.Create(bar.OpenTime, bar.Open * 1.3, bar.High * 1.3, bar.Low * 1.3, bar.Close * 1.3, bar.Volume);

    private static (BacktestRun Run, IReadOnlyList<(Instant Time, ModelChange Change)> Changes) Run(BarColumns bars, RetrainPlan? plan, TrainedModel? champion = null)
    {
        var request = new BacktestRequest
        {
            Strategy = "model-signal",
            Parameters = [KeyValuePair.Create("model", "planted"), KeyValuePair.Create("direction", "long-short")],
            Interval = Interval.Hours(1),
            FeeBasisPoints = 0.5m,
            Slippage = "none",
            From = new Instant(bars.OpenTimes.Span[LearntBars]),
            Retrain = plan,
        };
        var store = new PlantedModels(champion ?? Champion);
        var retraining = plan is null ? null : new BacktestRetraining(store, plan);
        var input = new SeriesInput(new Instrument(InstrumentId.Parse("BTC/USDT@test")), bars, "test", false, true, 0);
        var run = BacktestBuilder.Build(request, [input], retraining is null ? new Tidemark.Research.Predictors.StoredPredictors(store) : retraining).Run(request);
        return (run, retraining?.Changes ?? []);
    }
}
