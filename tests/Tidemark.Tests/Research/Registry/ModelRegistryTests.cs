using System.Text.Json.Nodes;
using Tidemark.Research.Registry;
using Tidemark.Storage.Homes;
using Tidemark.Storage.ModelVersions;
using Tidemark.Tests.Research.Training;

namespace Tidemark.Tests.Research.Registry;

public sealed class ModelRegistryTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tidemark-registry-");
    private readonly ModelRegistry registry;
    private Instant now = Instant.Parse("2024-01-01T00:00:00Z");

    public ModelRegistryTests() => registry = new ModelRegistry(new HomeFolder(folder.FullName), () => now += Duration.FromSeconds(1));

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Register_FirstOfAName_IsChampionAndTheNextChallenges()
    {
        var first = Register(1);
        var second = Register(2);
        Assert.Equal(("m@1", ModelStanding.Champion), (first.Reference, first.Standing));
        Assert.Equal(("m@2", ModelStanding.Challenger, 1), (second.Reference, second.Standing, second.Row.Parent!.Value));
        Assert.Equal("m@1", registry.Find(ModelReference.Parse("m")).Reference);
        Assert.Equal("m@2", registry.Find(ModelReference.Parse("m@last")).Reference);
        Span<double> output = stackalloc double[1];
        ModelRegistry.Load(first).Predict([0.9f, 0.9f], output);
        Assert.True(output[0] > 0.5);
        Assert.Equal("high", (string?)first.Document["label"]);
    }

    [Fact]
    public void RollBack_AfterPromotions_GoesBackOneByOneAndNotInCircles()
    {
        for (var version = 1; version <= 3; version++) Register(version);
        Promote(2);
        Promote(3);
        Assert.Equal("m@2", registry.RollBack("m", "bad").Reference);
        Assert.Equal("m@1", registry.RollBack("m", "bad").Reference);
        Assert.Contains("no earlier champion", Assert.Throws<BadInputException>(() => registry.RollBack("m", "bad")).Message, StringComparison.Ordinal);
        Assert.Equal([ModelStanding.Champion, ModelStanding.RolledBack, ModelStanding.RolledBack], registry.Versions("m").Select(one => one.Standing));
        Promote(3);
        Assert.Equal("m@1", registry.RollBack("m", "bad").Reference);
    }

    [Fact]
    public void RollBack_ToARemovedVersion_PassesItOver()
    {
        for (var version = 1; version <= 3; version++) Register(version);
        Promote(2);
        Promote(3);
        registry.Remove(registry.Find(ModelReference.Parse("m@2")), "test");
        Assert.Equal("m@1", registry.RollBack("m", "bad").Reference);
    }

    [Fact]
    public void Remove_Version_TakesItsFileAndNeverGivesItsNumberAgain()
    {
        var first = Register(1);
        Register(2);
        var path = Register(3).Path;
        registry.Remove(registry.Find(ModelReference.Parse("m@3")), "test");
        Assert.False(File.Exists(path));
        Assert.True(File.Exists(first.Path));
        Assert.Equal("m@4", Register(4).Reference);
        Assert.Contains(registry.History("m"), one => one is { Kind: ModelEventKind.Removed, Version: 3 });
    }

    [Fact]
    public void Remove_VersionWhoseFileAnotherUses_KeepsTheFile()
    {
        Register(1);
        var path = Register(1).Path;
        registry.Remove(registry.Find(ModelReference.Parse("m@2")), "test");
        Assert.True(File.Exists(path));
    }

    [Fact]
    public void Load_FileThatWasChangedOrIsGone_IsRefusedByName()
    {
        var model = Register(1);
        var bytes = File.ReadAllBytes(model.Path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(model.Path, bytes);
        Assert.Contains("not the file that was registered", Assert.Throws<InvalidDataException>(() => ModelRegistry.Load(model)).Message, StringComparison.Ordinal);
        File.Delete(model.Path);
        Assert.Contains("is gone", Assert.Throws<InvalidDataException>(() => ModelRegistry.Load(model)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => registry.Promote(Register(2) with { Path = model.Path }, "test"));
    }

    [Fact]
    public void UnknownFiles_AfterACrashBetweenFileAndEntry_AreNamed()
    {
        var model = Register(1);
        Assert.Empty(registry.UnknownFiles());
        var left = Path.Combine(Path.GetDirectoryName(model.Path)!, "0123456789abcdef.safetensors");
        File.Copy(model.Path, left);
        Assert.Equal([left], registry.UnknownFiles());
    }

    [Fact]
    public void Promote_AgainstAChampionThatWasChangedMeanwhile_IsRefused()
    {
        Register(1);
        var (second, third) = (Register(2), Register(3));
        var store = new ModelVersionStore(new HomeFolder(folder.FullName));
        Assert.True(store.TryPromote(new ModelEvent("m", third.Row.Version, "t", ModelEventKind.Promoted, 1, "")));
        Assert.False(store.TryPromote(new ModelEvent("m", second.Row.Version, "t", ModelEventKind.Promoted, 1, "")));
        Assert.Equal("m@3", registry.Find(ModelReference.Parse("m")).Reference);
    }

    [Fact]
    public void TryPromote_ChampionThatItWasNotMeasuredAgainst_IsRefused()
    {
        Register(1);
        var other = Another();
        var challenger = registry.Register(TrainedModels.Boosted(trees: 2), new Registration { Name = "m", ComparedWith = 1 });
        other.Promote(other.Register(TrainedModels.Boosted(trees: 3), new Registration { Name = "m" }), "meanwhile");
        Assert.False(registry.TryPromote(challenger, 1, "won against 1"));
        Assert.Equal("m@3", registry.Find(ModelReference.Parse("m")).Reference);
        Assert.True(registry.TryPromote(challenger, 3, "won against 3"));
        Assert.Equal((2, 3), (registry.History("m")[^1].Version, registry.History("m")[^1].FromVersion));
    }

    [Fact]
    public void TryPromote_ChampionRemovedWhileItsChallengerTrained_CrownsNobody()
    {
        var champion = Register(1);
        Another().Remove(champion, "bad");
        var challenger = registry.Register(TrainedModels.Boosted(trees: 2), new Registration { Name = "m", ComparedWith = 1 });
        Assert.Equal((ModelStanding.Challenger, 1), (challenger.Standing, challenger.Row.Parent));
        Assert.False(registry.TryPromote(challenger, 1, "won against 1"));
        Assert.Contains("has no champion", Assert.Throws<BadInputException>(() => registry.Find(ModelReference.Parse("m"))).Message, StringComparison.Ordinal);
        Assert.Null(registry.Promote(registry.Find(ModelReference.Parse("m@2")), "a person"));
    }

    [Fact]
    public void Register_AfterTheChampionWasRemoved_DoesNotLeadBesideOthers()
    {
        var champion = Register(1);
        Register(2);
        registry.Remove(champion, "bad");
        Assert.Equal(ModelStanding.Challenger, Register(3).Standing);
        foreach (var one in registry.Versions("m")) registry.Remove(one, "all");
        Assert.Equal(("m@4", ModelStanding.Champion), (Register(4).Reference, registry.Find(ModelReference.Parse("m@4")).Standing));
    }

    [Fact]
    public void PromoteAndRemove_ByWhatWasSeenBeforeAnotherChangedTheChampion_AreRefused()
    {
        Register(1);
        var (second, third) = (Register(2), Register(3));
        var first = registry.Find(ModelReference.Parse("m@1"));
        Another().Promote(third, "another person");
        Assert.Contains("meanwhile", Assert.Throws<BadInputException>(() => registry.Promote(second, "one person")).Message, StringComparison.Ordinal);
        Assert.Contains("meanwhile", Assert.Throws<BadInputException>(() => registry.Remove(third, "unused")).Message, StringComparison.Ordinal);
        Assert.Contains("meanwhile", Assert.Throws<BadInputException>(() => registry.Remove(first, "champion")).Message, StringComparison.Ordinal);
        Assert.Equal(3, registry.Versions("m").Count);
        Assert.All(registry.Versions("m"), one => ModelRegistry.Load(one));
    }

    [Fact]
    public void TryPromote_FromSeveralRegistriesAtOnce_OneWins()
    {
        Register(1);
        var challengers = Enumerable.Range(2, 6).Select(trees => registry.Register(TrainedModels.Boosted(trees: trees), new Registration { Name = "m", ComparedWith = 1 })).ToArray();
        var wins = new bool[challengers.Length];
        Parallel.For(0, wins.Length, new ParallelOptions { MaxDegreeOfParallelism = wins.Length }, i =>
            wins[i] = new ModelRegistry(new HomeFolder(folder.FullName), () => Instant.Parse("2024-01-01T00:00:00Z")).TryPromote(challengers[i], 1, "won"));
        Assert.Equal(1, wins.Count(won => won));
        Assert.Equal(challengers[Array.IndexOf(wins, true)].Reference, registry.Find(ModelReference.Parse("m")).Reference);
    }

    [Fact]
    public void AddToDocument_Figures_StayBesideWhatWasThere()
    {
        var model = registry.AddToDocument(Register(1), new JsonObject { ["test"] = new JsonObject { ["auc"] = 0.5 } });
        Assert.Equal(0.5, (double)model.Document["test"]!["auc"]!);
        Assert.Equal("high", (string?)model.Document["label"]);
    }

    [Fact]
    public void Register_FromSeveralThreadsAtOnce_GivesEachItsNumber()
    {
        Parallel.For(0, 6, new ParallelOptions { MaxDegreeOfParallelism = 6 }, i =>
            new ModelRegistry(new HomeFolder(folder.FullName), () => Instant.Parse("2024-01-01T00:00:00Z")).Register(TrainedModels.Boosted(trees: i + 1), new Registration { Name = "m" }));
        Assert.Equal([1, 2, 3, 4, 5, 6], registry.Versions("m").Select(one => one.Row.Version));
        Assert.Single(registry.Versions("m"), one => one.Standing == ModelStanding.Champion);
        Assert.All(registry.Versions("m"), one => ModelRegistry.Load(one));
    }

    [Theory]
    [InlineData("M")]
    [InlineData("../m")]
    [InlineData("")]
    [InlineData("m@0")]
    [InlineData("m@x")]
    public void Parse_WhatNamesNoModel_IsRefused(string text) => Assert.Throws<BadInputException>(() => ModelReference.Parse(text));

    [Fact]
    public void Find_WhatIsNotThere_NamesTheNearest()
    {
        Register(1, "btc-hourly");
        Assert.Contains("the nearest is 'btc-hourly'", Assert.Throws<BadInputException>(() => registry.Find(ModelReference.Parse("btc-hour"))).Message, StringComparison.Ordinal);
        Assert.Contains("there are 1", Assert.Throws<BadInputException>(() => registry.Find(ModelReference.Parse("btc-hourly@7"))).Message, StringComparison.Ordinal);
    }

    private RegisteredModel Register(int trees, string name = "m") => registry.Register(TrainedModels.Boosted(trees: trees), new Registration { Name = name, Instrument = "BTC/USDT@binance", Interval = "1h" });

    /// <summary>The same registry as another process has it.</summary>
    private ModelRegistry Another() => new(new HomeFolder(folder.FullName), () => now += Duration.FromSeconds(1));

    private void Promote(int version) => registry.Promote(registry.Find(new ModelReference("m", version)), "test");
}
