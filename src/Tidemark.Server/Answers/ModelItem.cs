using System.ComponentModel;
using Tidemark.Engine.Ports;

namespace Tidemark.Server.Answers;

internal sealed record ModelItem
{
    [Description("The name under which the strategy asked for it.")]
    public required string Name { get; init; }

    public required string Model { get; init; }

    [Description("The version that answers now.")]
    public required string Version { get; init; }

    [Description("What it says: a return (value), the probability of a rise (probability), those of fall, stay and rise (direction), what share to hold (targetWeight), or how other strategies are set (settings).")]
    public required PredictionKind Kind { get; init; }

    [Description("How far it looks ahead.")]
    public required double HorizonSeconds { get; init; }

    [Description("The bars that it has learnt from; null where any will do.")]
    public required string? Interval { get; init; }

    [Description("How good all its versions were in this session.")]
    public required ScoreItem Score { get; init; }

    [Description("The versions that answered, in the order in which they took over; the last 50.")]
    public required IReadOnlyList<ModelVersionItem> Versions { get; init; }

    [Description("Trainings and changes of version while the session ran, newest first; the last 100.")]
    public required IReadOnlyList<ModelChangeItem> Changes { get; init; }
}
