namespace Tidemark.Integration.Tests.Wrapper;

/// <summary>What <c>./tidemark</c> decides: when it builds, what it says, and what it hands on.</summary>
public sealed class WrapperScriptTests : IDisposable
{
    private readonly ProgramCopy program;

    public WrapperScriptTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the script needs bash");
        program = new ProgramCopy();
    }

    public void Dispose() => program?.Dispose();

    [Fact]
    public void FirstCall_Builds_AndHandsOnArgumentsFolderAndExitCode()
    {
        var (code, output, error) = program.Run("backtest", "--json", "a b");
        Assert.Equal(7, code);
        Assert.Equal($"ran backtest --json a b\nin {Path.GetTempPath().TrimEnd('/')}\n", output);
        Assert.Contains("building for the first time", error, StringComparison.Ordinal);
        Assert.Equal(1, program.Builds);
    }

    [Fact]
    public void SecondCall_DoesNotCallTheSdk_AndSaysNothing()
    {
        program.Run("x");
        var (_, output, error) = program.Run("y");
        Assert.Equal("", error);
        Assert.StartsWith("ran y\n", output, StringComparison.Ordinal);
        Assert.Equal(["run", "run"], program.Calls.Where(c => !c.StartsWith("publish", StringComparison.Ordinal)));
        Assert.Equal(1, program.Builds);
    }

    [Theory]
    [InlineData("changed")]
    [InlineData("added")]
    [InlineData("deleted")]
    [InlineData("renamed")]
    [InlineData("restored with an old time")]
    [InlineData("many changed")]
    [InlineData("rules changed")]
    public void Change_OfAnyKind_BuildsOnce(string change)
    {
        program.Run("x");
        switch (change)
        {
            case "changed": program.WriteSource("Tidemark.Cli/Program.cs"); break;
            case "added": program.WriteSource("Tidemark.New/New.cs"); break;
            case "deleted": File.Delete(program.In("src", "Tidemark.Cli", "Other.cs")); break;
            case "renamed": File.Move(program.In("src", "Tidemark.Cli", "Other.cs"), program.In("src", "Tidemark.Cli", "Another.cs")); break;
            case "restored with an old time":
                program.WriteSource("Tidemark.Cli/Program.cs");
                File.SetLastWriteTimeUtc(program.In("src", "Tidemark.Cli", "Program.cs"), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
                break;
            case "many changed":
                // More names than fit into a pipe at once: finding the first must be enough.
                for (var index = 0; index < 800; index++) program.WriteSource($"Tidemark.Cli/{new string('x', 60)}{index}.cs");
                break;
            default: File.WriteAllText(program.In("Directory.Build.props"), "<Project />"); break;
        }
        program.Run("x");
        Assert.Equal(2, program.Builds);
        program.Run("x");
        Assert.Equal(2, program.Builds);
    }

    [Fact]
    public void OutputOfBuilds_IsNoChange()
    {
        program.Run("x");
        program.WriteSource("Tidemark.Cli/obj/project.assets.json");
        program.WriteSource("Tidemark.Cli/bin/Release/x.dll");
        program.Run("x");
        Assert.Equal(1, program.Builds);
    }

    [Fact]
    public void BrokenBuild_ShowsTheErrorOnce_AndDoesNotRunTheOldProgram()
    {
        program.Run("x");
        program.WriteSource("Tidemark.Cli/Program.cs");
        File.WriteAllText(program.BrokenMark, "");
        var (code, output, error) = program.Run("y");
        Assert.Equal(1, code);
        Assert.Equal("", output);
        Assert.Contains("Program.cs(3,1): error CS1002: ; expected\n", error, StringComparison.Ordinal);
        File.Delete(program.BrokenMark);
        Assert.Equal(7, program.Run("y").Code);
        Assert.Equal(3, program.Builds);
    }

    [Fact]
    public void MissingNativeCompiler_IsNoObstacle()
    {
        File.WriteAllText(program.NoCompilerMark, "");
        Assert.Equal(7, program.Run("x").Code);
        Assert.DoesNotContain("TidemarkRuntime", program.Calls[^2], StringComparison.Ordinal);
    }

    [Fact]
    public void TwoAtOnce_BuildOnce()
    {
        File.WriteAllText(program.WaitMark, "");
        using var first = program.Start("first");
        Assert.True(SpinWait.SpinUntil(() => program.Builds == 1, TimeSpan.FromSeconds(60)));
        using var second = program.Start("second");
        Assert.StartsWith("waiting for another build", second.StandardError.ReadLine(), StringComparison.Ordinal);
        File.Delete(program.WaitMark);
        Assert.Equal("ran first", ProgramCopy.Finish(first).Output.Split('\n')[0]);
        Assert.Equal("ran second", ProgramCopy.Finish(second).Output.Split('\n')[0]);
        Assert.Equal(1, program.Builds);
    }

    [Fact]
    public void ChangeDuringABuild_IsBuiltNextTime()
    {
        File.WriteAllText(program.WaitMark, "");
        using var first = program.Start("first");
        Assert.True(SpinWait.SpinUntil(() => program.Builds == 1, TimeSpan.FromSeconds(60)));
        program.WriteSource("Tidemark.Cli/Program.cs");
        File.Delete(program.WaitMark);
        ProgramCopy.Finish(first);
        program.Run("x");
        Assert.Equal(2, program.Builds);
    }

    [Fact]
    public void OldBuilds_AreRemoved()
    {
        program.Run("x");
        program.WriteSource("Tidemark.Cli/Program.cs");
        program.Run("x");
        Assert.Single(Directory.GetDirectories(program.In("artifacts", "cli")));
    }

    [Theory]
    [InlineData("--fats", "unknown option '--fats' of 'test'")]
    [InlineData("--only", "a value is missing after '--only'")]
    public void TestWithBadOption_IsRefused(string option, string expected)
    {
        var (code, _, error) = program.Run("test", option);
        Assert.Equal(2, code);
        Assert.StartsWith($"error: {expected}", error, StringComparison.Ordinal);
        Assert.Empty(program.Calls);
    }

    [Fact]
    public void TestHelp_HasAnExample() => Assert.Contains("./tidemark test --only ", program.Run("test", "--help").Output, StringComparison.Ordinal);
}
