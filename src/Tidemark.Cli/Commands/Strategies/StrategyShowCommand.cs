using System.CommandLine;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Composition;
using Tidemark.Cli.Output;
using Tidemark.Engine.Strategies;
using Tidemark.Strategies;
using Tidemark.Strategies.Presets;

namespace Tidemark.Cli.Commands.Strategies;

/// <summary><c>strategy show</c>: what a strategy does, what can be set, and when it fails.</summary>
internal static class StrategyShowCommand
{
    private static readonly Argument<string> StrategyName = new("NAME") { Description = "A built-in strategy, or the path of a .cs, .yaml or .dll file" };

    public static Command Create() =>
        new Command("show", "What a strategy does, what can be set, and when it fails")
            .With(StrategyName, CommonOptions.Json)
            .Example("strategy show ma-cross")
            .Example("strategy show my-cross/MyCross.cs --json -")
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        StrategyPrograms.Enable();
        var strategy = StrategyCatalog.Create(context.Get(StrategyName)!, []);
        var output = context.Output;
        if (StrategyPresets.Find(context.Get(StrategyName)!) is { } preset) WritePreset(context, preset);
        output.WriteLine($"{strategy.Name}{(strategy.About.Group.Length > 0 ? $" ({strategy.About.Group})" : "")}");
        if (StrategyCatalog.OriginOf(strategy) is { } file) output.WriteLine($"  file {file.Name}, SHA-256 {file.Sha256[..12]}");
        output.WriteLine();
        foreach (var (heading, text) in new[] { ("Idea", strategy.About.Idea), ("Rules", strategy.About.Rules), ("Fails when", strategy.About.FailsWhen), ("Source", strategy.About.Source) })
            if (text.Length > 0) output.WriteLine($"{heading}\n{Wrapped(text, context.OutputWidth - 2)}\n");
        if (strategy.NeedsShorting) output.WriteLine("It sells short with these parameters, so it needs a margin account.\n");
        if (strategy.Parameters.Count == 0) output.WriteLine("It has no parameters.");
        else
        {
            var table = new TextTable("parameter", ">default", "possible", "meaning");
            foreach (var parameter in strategy.Parameters) table.Add(parameter.Name, parameter.ValueOf(strategy), parameter.Choices, parameter.Description);
            table.WriteTo(output);
        }
        output.WriteLine("\nand, as every strategy:");
        var hours = new TextTable("parameter", ">default", "possible", "meaning");
        foreach (var parameter in HoursParameters.All) hours.Add(parameter.Name, parameter.ValueOf(strategy), parameter.Choices, parameter.Description);
        hours.WriteTo(output);
        context.WriteJson(json => StrategyText.WriteJson(json, strategy));
        return TidemarkCommandLine.Success;
    }

    private static void WritePreset(CommandContext context, StrategyPreset preset)
    {
        context.Output.WriteLine($"{preset.Name}, a preset of {preset.Strategy} on bars of {preset.Interval}\n{Wrapped(preset.Idea, context.OutputWidth - 2)}\n");
        if (!preset.Parameters.IsEmpty) context.Output.WriteLine($"Sets\n{Wrapped(preset.ParameterText, context.OutputWidth - 2)}\n");
        context.Output.WriteLine($"Costs\n{Wrapped(preset.Costs, context.OutputWidth - 2)}\n");
    }

    private static string Wrapped(string text, int width)
    {
        var lines = new List<string> { "" };
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines[^1].Length > 0 && lines[^1].Length + 1 + word.Length > width) lines.Add("");
            lines[^1] += lines[^1].Length == 0 ? word : $" {word}";
        }
        return string.Join('\n', lines.Select(line => $"  {line}"));
    }
}
