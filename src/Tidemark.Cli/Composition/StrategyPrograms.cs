using Tidemark.Research.Authoring;
using Tidemark.Strategies;

namespace Tidemark.Cli.Composition;

/// <summary>Lets commands that run strategies take them from files too. Costs nothing until a file is named.</summary>
internal static class StrategyPrograms
{
    public static void Enable() => StrategyCatalog.Files ??= new StrategyFiles();
}
