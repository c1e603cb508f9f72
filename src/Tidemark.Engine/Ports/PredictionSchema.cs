using System.Collections.Immutable;

namespace Tidemark.Engine.Ports;

/// <summary>What a model is, what it reads and what it gives: all that a strategy has to know of it, and what the journal keeps of it.</summary>
public sealed record PredictionSchema
{
    /// <summary>The name of the model.</summary>
    public required string Model { get; init; }

    /// <summary>Which version of it.</summary>
    public required string Version { get; init; }

    /// <summary>What its outputs mean.</summary>
    public required PredictionKind Kind { get; init; }

    /// <summary>The declaration of the features of a row, as its feature set reads it.</summary>
    public required string FeatureSet { get; init; }

    /// <summary>Names of the features of a row, in order; those of <see cref="State"/> stand behind them.</summary>
    public required ImmutableArray<string> Features { get; init; }

    /// <summary>What a row says of the account besides the market, for agents that learnt to trade; empty for models that only look at markets.</summary>
    public ImmutableArray<string> State { get; init; } = [];

    /// <summary>Rows that it reads, the last one that of the moment; at least 1.</summary>
    public int Window { get; init; } = 1;

    /// <summary>Of <see cref="PredictionKind.Settings"/> the declaration of the strategies that it steers, and within which ranges; else empty.</summary>
    public string Steers { get; init; } = "";

    /// <summary>Names of its outputs, in order.</summary>
    public required ImmutableArray<string> Outputs { get; init; }

    /// <summary>For how many bars it looks ahead, at least 1.</summary>
    public int Horizon { get; init; } = 1;

    /// <summary>The bars that it has learnt from; null where any will do.</summary>
    public Interval? Interval { get; init; }

    /// <summary>A usual size of its value: the standard deviation of what it learnt. NaN where it has none.</summary>
    public double Scale { get; init; } = double.NaN;

    /// <summary>Values in a row.</summary>
    public int RowLength => Features.Length + State.Length;

    /// <summary>Values that it reads: the rows of a window one after another, oldest first.</summary>
    public int InputLength => Window * RowLength;

    /// <summary>Why another version cannot take the place of this one in a running session, or null when it can.</summary>
    public string? DifferenceTo(PredictionSchema other)
    {
        if (other.Model != Model) return $"it is model {other.Model}, not {Model}";
        if (other.Kind != Kind || !other.Outputs.SequenceEqual(Outputs)) return "its outputs are others";
        if (other.Steers != Steers) return "it steers other strategies, or within other ranges";
        if (other.FeatureSet != FeatureSet || !other.Features.SequenceEqual(Features) || !other.State.SequenceEqual(State)) return "it reads other features";
        if (other.Window != Window) return $"it reads {other.Window} rows, not {Window}";
        return other.Horizon == Horizon && other.Interval == Interval ? null : "it looks ahead over another time";
    }

    public bool Equals(PredictionSchema? other) =>
        other is not null && Version == other.Version && Scale.Equals(other.Scale) && DifferenceTo(other) is null;

    public override int GetHashCode() => Version.GetHashCode(StringComparison.Ordinal);
}
