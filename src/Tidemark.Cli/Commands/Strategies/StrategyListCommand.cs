using System.CommandLine;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Output;
using Tidemark.Strategies;
using Tidemark.Strategies.Presets;

namespace Tidemark.Cli.Commands.Strategies;

/// <summary><c>strategy list</c>: the built-in strategies.</summary>
internal static class StrategyListCommand
{
    public static Command Create() =>
        new Command("list", "The built-in strategies; your own are named by the path of their file")
            .With(CommonOptions.Json)
            .Example("strategy list")
            .Handle(Run);

    private static int Run(CommandContext context)
    {
        var strategies = StrategyCatalog.Names.Select(name => StrategyCatalog.Create(name, [])).ToList();
        var table = new TextTable("name", "group", "idea");
        foreach (var strategy in strategies) table.Add(strategy.Name, strategy.About.Group, strategy.About.Idea);
        table.WriteTo(context.Output, context.OutputWidth);
        context.Output.WriteLine();
        var presets = new TextTable("preset", "strategy", "bars", "for");
        foreach (var preset in StrategyPresets.All) presets.Add(preset.Name, preset.Strategy, preset.Interval.ToString(), preset.Idea);
        presets.WriteTo(context.Output, context.OutputWidth);
        context.Output.WriteLine();
        context.Output.WriteLine("A preset is a strategy with other defaults: '--strategy day-trading' takes it.");
        context.Output.WriteLine("'strategy show NAME' has the rules, the parameters and when it fails; 'strategy new NAME' begins one of your own.");
        context.WriteJson(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("strategies");
            foreach (var strategy in strategies) StrategyText.WriteJson(json, strategy);
            json.WriteEndArray();
            json.WriteStartArray("presets");
            foreach (var preset in StrategyPresets.All) StrategyText.WriteJson(json, preset);
            json.WriteEndArray();
            json.WriteEndObject();
        });
        return TidemarkCommandLine.Success;
    }
}
