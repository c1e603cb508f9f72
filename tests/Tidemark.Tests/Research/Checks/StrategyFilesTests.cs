using Tidemark.Research.Authoring;

namespace Tidemark.Tests.Research.Checks;

public sealed class StrategyFilesTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tidemark-strategies-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Open_SameBytesTwice_CompilesOnce()
    {
        var path = Write("Idle.cs", "public sealed class Idle : Strategy { }");
        var files = new StrategyFiles();
        var first = files.Open(path).Create();
        Assert.Equal("idle", first.Name);
        Assert.Same(first.GetType(), files.Open(path).Create().GetType());
        File.AppendAllText(path, "// changed");
        Assert.NotSame(first.GetType(), files.Open(path).Create().GetType());
    }

    [Theory]
    [InlineData("public sealed class Broken : Strategy { void F() { int x = \"text\"; } }", "Broken.cs(1,60): error CS0029: ")]
    [InlineData("public sealed class Broken : Strategy {\n    protected override void OnBar(in BarClosed bar) => Sel(bar.Instrument);\n}", "Broken.cs(2,56): error CS0103: ")]
    [InlineData("public sealed class Broken { }", "Broken.cs: there is no class that derives from Strategy in it")]
    [InlineData("public sealed class A : Strategy { } public sealed class B : Strategy { }", "has several strategies (A, B); say which")]
    [InlineData("public sealed class Broken(int x) : Strategy { public int X => x; }", "class Broken needs a public constructor without parameters")]
    [InlineData("public sealed class Broken : Strategy { public Broken() => throw new InvalidOperationException(\"no\"); }", "the constructor of Broken failed: no")]
    public void Open_WhatIsNoStrategy_SaysWhereAndWhy(string source, string reason)
    {
        var path = Write("Broken.cs", source);
        var failure = Assert.Throws<BadInputException>(() => new StrategyFiles().Open(path).Create());
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OneOfSeveral_ByItsName()
    {
        var path = Write("Two.cs", "public sealed class A : Strategy { } public sealed class B : Strategy { }");
        Assert.Equal("b", new StrategyFiles().Open($"{path}#B").Create().Name);
        Assert.Contains("has no strategy 'C'; it has A, B", Assert.Throws<BadInputException>(() => new StrategyFiles().Open($"{path}#C")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_InAFolderNamedAfterTheLanguage_IsNotTakenForAClassName()
    {
        var path = Path.Combine(folder.CreateSubdirectory("C#").FullName, "Two.cs");
        File.WriteAllText(path, "public sealed class A : Strategy { } public sealed class B : Strategy { }");
        Assert.Equal("b", new StrategyFiles().Open($"{path}#B").Create().Name);
        Assert.Contains("say which, such as", Assert.Throws<BadInputException>(() => new StrategyFiles().Open(path)).Message, StringComparison.Ordinal);
        Assert.Equal(Path.ChangeExtension(path, ".check.yaml"), Tidemark.Research.Checks.CheckExpectations.PathFor($"{path}#B"));
        Assert.True(Tidemark.Strategies.Files.StrategyFile.IsMeantBy("C#-ideas.cs"));
    }

    [Fact]
    public void Open_WhatIsNotThere_OrNoText_OrNoAssembly_IsRefused()
    {
        var files = new StrategyFiles();
        Assert.Contains("there is no strategy file", Assert.Throws<BadInputException>(() => files.Open(Path.Combine(folder.FullName, "none.cs"))).Message, StringComparison.Ordinal);
        Assert.Contains("is a folder", Assert.Throws<BadInputException>(() => files.Open(folder.FullName)).Message, StringComparison.Ordinal);
        Assert.Contains("is not text", Assert.Throws<BadInputException>(() => files.Open(Write("Zero.cs", "\0"))).Message, StringComparison.Ordinal);
        Assert.Contains("not a .NET assembly", Assert.Throws<BadInputException>(() => files.Open(Write("Wrong.dll", "text"))).Message, StringComparison.Ordinal);
        Assert.Contains("a strategy is a .cs, .yaml or .json file or a .dll", Assert.Throws<BadInputException>(() => files.Open(Write("odd.txt", "text"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_Plugin_SharesTheProgramsTypes()
    {
        var plugin = Path.Combine(folder.FullName, "Plugin.dll");
        File.Copy(typeof(Tidemark.Strategies.Trend.MaCross).Assembly.Location, plugin);
        var strategy = new StrategyFiles().Open($"{plugin}#MaCross").Create();
        Assert.Equal("ma-cross", strategy.Name);
        Assert.NotSame(typeof(Tidemark.Strategies.Trend.MaCross), strategy.GetType());
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
