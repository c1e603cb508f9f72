using System.Text.Json.Nodes;
using Tidemark.Learning.Estimators;
using Tidemark.Learning.Tuning;
using Tidemark.Statistics.Randomness;

namespace Tidemark.Learning.Tests.Tuning;

public class StudyTests
{
    private static readonly SearchSpace Space = new(SearchDimension.Number("rate", 1e-4, 1, isLogarithmic: true), SearchDimension.Integer("depth", 2, 12), SearchDimension.Choice("growth", "leaf", "depth"));

    [Fact]
    public void Grid_SmallerThanTrials_IsTriedOnceEach()
    {
        var space = new SearchSpace(SearchDimension.Integer("a", 1, 4), SearchDimension.Choice("b", "x", "y", "z"), SearchDimension.Number("c", 0, 1) with { GridPoints = 3 });
        var study = Run(new Study(space, new StudySettings { Sampler = SamplerKind.Grid, MostTrials = 1000, BatchSize = 7 }), _ => 1);
        Assert.Equal(36, study.Trials.Select(trial => string.Join(' ', trial.Parameters)).Distinct().Count());
        Assert.Equal((36, true), (study.Trials.Count, study.IsFinished));
        Assert.Equal(["0", "0.5", "1"], study.Trials.Select(trial => trial.Parameters[2].Value).Distinct());
    }

    [Fact]
    public void Grid_BeyondAnyLoop_IsSpreadOverAllDimensions()
    {
        var space = new SearchSpace(Enumerable.Range(0, 6).Select(i => SearchDimension.Integer($"p{i}", 1, i < 3 ? 35 : 36)));
        Assert.Equal(35L * 35 * 35 * 36 * 36 * 36, space.GridSize);
        var study = Run(new Study(space, new StudySettings { Sampler = SamplerKind.Grid, MostTrials = 400 }), _ => 1);
        Assert.Equal(400, study.Trials.Select(trial => string.Join(' ', trial.Parameters)).Distinct().Count());
        for (var i = 0; i < 6; i++) Assert.True(study.Trials.Select(trial => trial.Point[i]).Distinct().Count() >= 18);
    }

    [Theory]
    [InlineData(SamplerKind.Grid)]
    [InlineData(SamplerKind.Random)]
    [InlineData(SamplerKind.Tpe)]
    public void Study_ResultsInAnyOrder_ProposesTheSame(SamplerKind sampler)
    {
        var settings = new StudySettings { Sampler = sampler, MostTrials = 40, BatchSize = 5, Seed = 3 };
        var forwards = Run(new Study(Space, settings), Bowl);
        var backwards = new Study(Space, settings);
        while (backwards.Ask() is { IsEmpty: false } batch)
            foreach (var trial in batch.Reverse()) backwards.Tell(trial.Number, Bowl(trial));
        Assert.Equal(forwards.Save().ToJsonString(), backwards.Save().ToJsonString());
    }

    [Fact]
    public void Study_SavedAndLoadedAfterEveryTell_GoesOnTheSame()
    {
        var settings = new StudySettings { MostTrials = 30, BatchSize = 3, StartTrials = 5 };
        var whole = Run(new Study(Space, settings), Bowl);
        var study = new Study(Space, settings);
        while (study.Ask() is { IsEmpty: false } batch)
        {
            study.Tell(batch[0].Number, Bowl(batch[0]));
            study = Study.Load((JsonObject)JsonNode.Parse(study.Save().ToJsonString())!);
        }
        Assert.Equal(whole.Save().ToJsonString(), study.Save().ToJsonString());
    }

    [Fact]
    public void Batch_UntilAllHaveEnded_IsAskedForAgain()
    {
        var study = new Study(Space, new StudySettings { BatchSize = 3 });
        var first = study.Ask();
        Assert.Equal([0, 1, 2], first.Select(trial => trial.Number));
        study.Tell(1, 5);
        Assert.Equal([0, 2], study.Ask().Select(trial => trial.Number));
        study.Fail(0, "out of memory");
        study.Tell(2, double.NaN);
        Assert.Equal([TrialState.Failed, TrialState.Complete, TrialState.Failed], study.Trials.Select(trial => trial.State));
        Assert.Equal([3, 4, 5], study.Ask().Select(trial => trial.Number));
        Assert.Equal(1, study.Best!.Number);
        Assert.Equal("trial 1 has ended already (Complete)", Assert.Throws<ArgumentException>(() => study.Tell(1, 4)).Message);
        Assert.Equal("there is no trial 9", Assert.Throws<ArgumentException>(() => study.Tell(9, 4)).Message);
    }

    [Fact]
    public void Tpe_OnABowl_IsBetterThanRandom()
    {
        var space = new SearchSpace(Enumerable.Range(0, 4).Select(i => SearchDimension.Number($"x{i}", -5, 5)).Append(SearchDimension.Choice("kind", "a", "b", "c")));
        double Objective(Trial trial) => trial.Point.Take(4).Select((x, i) => (x - i) * (x - i)).Sum() + (trial.Point[4] == 1 ? 0 : 3);
        double Mean(SamplerKind sampler) => Enumerable.Range(1, 12).Average(seed =>
            Run(new Study(space, new StudySettings { Sampler = sampler, MostTrials = 80, BatchSize = 4, Seed = (ulong)seed }), Objective).Best!.Value);
        Assert.True(Mean(SamplerKind.Tpe) < 0.6 * Mean(SamplerKind.Random));
    }

    [Fact]
    public void Random_ByOrdersOfMagnitude_GivesEachTheSame()
    {
        var study = Run(new Study(Space, new StudySettings { Sampler = SamplerKind.Random, MostTrials = 2000, BatchSize = 500 }), _ => 0);
        for (var decade = 1e-4; decade < 0.5; decade *= 10) Assert.InRange(study.Trials.Count(trial => trial.Point[0] >= decade && trial.Point[0] < decade * 10), 440, 560);
        Assert.Equal(11, study.Trials.Select(trial => trial.Point[1]).Distinct().Count());
        Assert.InRange(study.Trials.Count(trial => trial.Point[1] == 2), 140, 225);
    }

    [Fact]
    public void SuccessiveHalving_PromotesTheBestWithMoreBudget()
    {
        var settings = new StudySettings
        {
            Sampler = SamplerKind.Random,
            MostTrials = 1000,
            BatchSize = 4,
            Halving = new HalvingSettings { LeastBudget = 1, MostBudget = 9, Settings = 9 },
        };
        var study = Run(new Study(Space, settings), trial => trial.Point[1] + 10 / trial.Budget);
        Assert.Equal([(1.0, 9), (3, 3), (9, 1)], study.Trials.GroupBy(trial => trial.Budget).Select(group => (group.Key, group.Count())));
        Assert.Equal(study.Trials.Take(9).OrderBy(trial => trial.Point[1]).ThenBy(trial => trial.Number).Take(3).Select(trial => trial.Number), study.Trials.Skip(9).Take(3).Select(trial => trial.Origin));
        Assert.Equal((9, 9.0), (study.SettingsTried, study.Best!.Budget));
        Assert.Equal(9, study.Values.Length);
    }

    [Fact]
    public void Hyperband_OfThePaper_HasItsBrackets()
    {
        var settings = new StudySettings
        {
            Sampler = SamplerKind.Random,
            MostTrials = 1000,
            BatchSize = 10,
            Halving = new HalvingSettings { LeastBudget = 1, MostBudget = 81, IsHyperband = true },
        };
        var study = Run(new Study(Space, settings), Bowl);
        var counts = study.Trials.GroupBy(trial => (trial.Bracket, trial.Budget)).Select(group => (group.Key.Bracket, group.Key.Budget, group.Count()));
        Assert.Equal([(0, 1.0, 81), (0, 3, 27), (0, 9, 9), (0, 27, 3), (0, 81, 1), (1, 3, 34), (1, 9, 11), (1, 27, 3), (1, 81, 1), (2, 9, 15), (2, 27, 5), (2, 81, 1), (3, 27, 8), (3, 81, 2), (4, 81, 5)], counts);
        Assert.Equal(study.Save().ToJsonString(), Study.Load((JsonObject)JsonNode.Parse(study.Save().ToJsonString())!).Save().ToJsonString());
    }

    [Fact]
    public void Halving_WhereAllFail_Ends()
    {
        var study = new Study(Space, new StudySettings { MostTrials = 100, Halving = new HalvingSettings { LeastBudget = 1, MostBudget = 9, Settings = 5 } });
        while (study.Ask() is { IsEmpty: false } batch) study.Fail(batch[0].Number, "no data");
        Assert.Equal((5, true), (study.Trials.Count, study.IsFinished));
        Assert.Null(study.Best);
    }

    [Fact]
    public void Report_WorseThanTheMedianOfEarlierBatches_IsStopped()
    {
        var study = new Study(Space, new StudySettings { BatchSize = 5, PruneAfterTrials = 5 });
        foreach (var trial in study.Ask())
        {
            Assert.False(study.Report(trial.Number, 1, trial.Number * 10));
            study.Tell(trial.Number, trial.Number);
        }
        var second = study.Ask();
        Assert.True(study.Report(second[0].Number, 1, 21));
        Assert.False(study.Report(second[1].Number, 1, 19));
        Assert.True(study.Report(second[2].Number, 1, double.NaN));
        study.Prune(second[0].Number);
        Assert.Equal((TrialState.Pruned, 21.0), (study.Trials[5].State, study.Trials[5].Value));
    }

    /// <summary>Batches begin at the same numbers as ever, so that no report looks at a trial that may still be running.</summary>
    [Fact]
    public void Study_GivenMoreTrialsWithinABatch_StopsTheSameInAnyOrder()
    {
        Study Extended(bool isBackwards)
        {
            var first = new Study(Space, new StudySettings { MostTrials = 6, BatchSize = 4, PruneAfterTrials = 3, Seed = 5 });
            Walk(first, isBackwards);
            var state = first.Save();
            state["settings"]!["MostTrials"] = 16;
            var more = Study.Load(state);
            Assert.Equal([6, 7], more.Ask().Select(trial => trial.Number));
            Walk(more, isBackwards);
            return more;
        }
        static void Walk(Study study, bool isBackwards)
        {
            while (study.Ask() is { IsEmpty: false } batch)
                foreach (var trial in isBackwards ? batch.Reverse() : batch)
                {
                    if (study.Report(trial.Number, 1, Bowl(trial))) study.Prune(trial.Number);
                    else study.Tell(trial.Number, Bowl(trial));
                }
        }
        var forwards = Extended(isBackwards: false);
        Assert.Equal(16, forwards.Trials.Count);
        Assert.Contains(forwards.Trials, trial => trial.Number > 6 && trial.State == TrialState.Pruned);
        Assert.Equal(forwards.Save().ToJsonString(), Extended(isBackwards: true).Save().ToJsonString());
    }

    [Fact]
    public void Space_OfAModel_IsWhatIsNotGiven()
    {
        var parameters = ModelCatalog.Find("elastic-net")!.Parameters;
        Assert.Equal(["alpha", "l1Ratio"], SearchSpace.Of(parameters).Dimensions.Select(dimension => dimension.Name));
        Assert.Equal(["alpha"], SearchSpace.Of(parameters, "l1Ratio").Dimensions.Select(dimension => dimension.Name));
        Assert.Equal("there is nothing to search: no setting has a range", Assert.Throws<ArgumentException>(() => SearchSpace.Of(ModelCatalog.Find("linear")!.Parameters)).Message);
    }

    [Theory]
    [InlineData("depth=2..8", "depth True 2 8 False ")]
    [InlineData("rate=0.01..0.3:log", "rate False 0.01 0.3 True ")]
    [InlineData("growth=leaf,depth", "growth True 0 1 False leaf|depth")]
    public void Parse_OfRanges_ReadsThem(string text, string expected)
    {
        var dimension = SearchDimension.Parse(text);
        Assert.Equal(expected, FormattableString.Invariant($"{dimension.Name} {dimension.IsInteger} {dimension.Low} {dimension.High} {dimension.IsLogarithmic} {string.Join('|', dimension.Choices)}"));
    }

    [Theory]
    [InlineData("depth")]
    [InlineData("depth=")]
    [InlineData("depth=8..2")]
    [InlineData("rate=0..1:log")]
    [InlineData("rate=a..b")]
    [InlineData("growth=leaf,leaf")]
    public void Parse_OfWhatIsNoRange_IsRefused(string text) => Assert.Throws<ArgumentException>(() => SearchDimension.Parse(text));

    [Fact]
    public void Load_Damaged_IsRefused()
    {
        var saved = Run(new Study(Space, new StudySettings { MostTrials = 2 }), Bowl).Save();
        saved["trials"]![0]!["parameters"]!["growth"] = "sideways";
        Assert.Equal("this study is damaged: the settings of trial 0 do not lie in its space", Assert.Throws<InvalidDataException>(() => Study.Load(saved)).Message);
        Assert.Throws<InvalidDataException>(() => Study.Load([]));
    }

    private static double Bowl(Trial trial) => Math.Pow(Math.Log10(trial.Point[0]) + 2, 2) + Math.Pow(trial.Point[1] - 6, 2) + trial.Point[2] + new SeededRandom((ulong)trial.Number, "noise").NextNormal() * 0.01;

    private static Study Run(Study study, Func<Trial, double> objective)
    {
        while (study.Ask() is { IsEmpty: false } batch)
            foreach (var trial in batch) study.Tell(trial.Number, objective(trial));
        return study;
    }
}
