namespace Tidemark.Cli.Commands.Training;

/// <summary>What <c>train</c> learns from, and who learns.</summary>
[Flags]
internal enum TrainMode
{
    Table = 1,
    Market = 2,
    Agent = 4,
}
