using System.CommandLine;
using System.Text;
using Tidemark.Cli.CommandLine;
using Tidemark.Engine.Strategies;
using Tidemark.Research.Authoring;
using Tidemark.Research.Checks;

namespace Tidemark.Cli.Commands.Strategies;

/// <summary><c>strategy new</c>: begins a strategy of one's own.</summary>
internal static class StrategyNewCommand
{
    private static readonly Argument<string> StrategyName = new("NAME") { Description = "Its name, such as my-cross; the class is called MyCross" };
    private static readonly Option<string> Out = new("--out") { Description = "The folder to write into", HelpName = "DIR", DefaultValueFactory = _ => "." };

    public static Command Create() =>
        new Command("new", "Begin a strategy: a C# file that runs as it stands, and a test of it")
            .With(StrategyName, Out)
            .Example("strategy new my-cross")
            .Example("strategy new my-cross --out strategies")
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        var className = ClassNameOf(context.Get(StrategyName)!);
        var folder = context.Get(Out)!;
        if (File.Exists(folder)) throw new BadInputException($"--out: '{folder}' is a file, not a folder");
        Directory.CreateDirectory(folder);
        var source = folder == "." ? $"{className}.cs" : Path.Combine(folder, $"{className}.cs");
        var test = CheckExpectations.PathFor(source);
        foreach (var path in new[] { source, test })
            if (File.Exists(path)) throw new BadInputException($"{path} is there already; nothing was written");
        File.WriteAllText(source, StrategyTemplate.Source(className), new UTF8Encoding(false));
        File.WriteAllText(test, StrategyTemplate.Test(className), new UTF8Encoding(false));
        context.Output.WriteLine($"{source}: the strategy; change it to your idea");
        context.Output.WriteLine($"{test}: what 'strategy check' expects of it besides seeing no future");
        context.Output.WriteLine();
        context.Output.WriteLine("next:");
        context.Output.WriteLine($"  ./tidemark strategy check {source}");
        context.Output.WriteLine($"  ./tidemark backtest --strategy {source} --instrument BTC/USD@bitfinex --interval 1h");
        return TidemarkCommandLine.Success;
    }

    private static string ClassNameOf(string name)
    {
        var text = new StringBuilder();
        var isStart = true;
        foreach (var letter in name)
        {
            if (letter is '-' or '_' or ' ')
            {
                isStart = true;
                continue;
            }
            if (!char.IsAsciiLetterOrDigit(letter) || (text.Length == 0 && !char.IsAsciiLetter(letter)))
                throw new BadInputException($"'{name}' is no name for a strategy: letters, digits and dashes, with a letter first, such as my-cross");
            text.Append(isStart ? char.ToUpperInvariant(letter) : letter);
            isStart = false;
        }
        if (text.Length == 0) throw new BadInputException("a strategy needs a name, such as my-cross");
        if (text.ToString() is nameof(Strategy)) throw new BadInputException($"'{name}' is the name of the base class; choose another");
        return text.ToString();
    }
}
