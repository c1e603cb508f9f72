using System.CommandLine;
using Tidemark.Cli.CommandLine;

namespace Tidemark.Integration.Tests.Cli;

/// <summary>What a person sees when a command fails, for each kind of failure.</summary>
public class FailureTests
{
    [Theory]
    [InlineData("bad", TidemarkCommandLine.BadUsage, "error: line 3 is wrong")]
    [InlineData("broken", TidemarkCommandLine.WorkFailed, "error: the disk is full")]
    [InlineData("wrapped", TidemarkCommandLine.BadUsage, "error: line 3 is wrong")]
    public void FailingCommand_IsOneLineAndACode(string kind, int expectedCode, string expectedLine)
    {
        var (code, error) = Run(kind, false, CancellationToken.None);
        Assert.Equal(expectedCode, code);
        Assert.Equal(expectedLine + Environment.NewLine, error);
    }

    [Fact]
    public void FailingCommand_WithVerbose_ShowsTheStack()
    {
        var (_, error) = Run("broken", true, CancellationToken.None);
        Assert.Contains(nameof(FailureTests), error, StringComparison.Ordinal);
    }

    [Fact]
    public void CanceledByTheUser_IsInterrupted()
    {
        var (code, error) = Run("canceled", false, new CancellationToken(true));
        Assert.Equal(TidemarkCommandLine.Interrupted, code);
        Assert.Equal("interrupted" + Environment.NewLine, error);
    }

    [Fact]
    public void CanceledByTheProgram_IsAFailure() => Assert.Equal(TidemarkCommandLine.WorkFailed, Run("canceled", false, CancellationToken.None).Code);

    private static (int Code, string Error) Run(string kind, bool isVerbose, CancellationToken cancellation)
    {
        var root = new Command("tidemark");
        foreach (var option in TidemarkCommandLine.GlobalOptions) root.Options.Add(option);
        root.Subcommands.Add(new Command("fail").Handle(_ => throw Failure(kind)));
        using var error = new StringWriter();
        var code = TidemarkCommandLine.Run(root, isVerbose ? ["fail", "--verbose"] : ["fail"], TextWriter.Null, error, cancellation);
        return (code, error.ToString());
    }

    private static Exception Failure(string kind) => kind switch
    {
        "bad" => new BadInputException("line 3\nis wrong"),
        "wrapped" => new AggregateException(new AggregateException(new BadInputException("line 3 is wrong"))),
        "canceled" => new OperationCanceledException(),
        _ => new IOException("the disk is full"),
    };
}
