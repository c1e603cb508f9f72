using Tidemark.Storage.Import.Layouts;
using Tidemark.Storage.Import.Repairs;

namespace Tidemark.Storage.Import;

/// <summary>How to read files of market data.</summary>
public sealed record ReadOptions
{
    /// <summary>Whose data it is: tells base from quote volume. Null when it is not known.</summary>
    public InstrumentId? Instrument { get; init; }

    /// <summary>The interval of the bars; null to find it out.</summary>
    public Interval? Interval { get; init; }

    /// <summary>A name of <see cref="LayoutNames.All"/>, or <c>auto</c>.</summary>
    public string Layout { get; init; } = LayoutNames.Auto;

    /// <summary>What may be done with defects.</summary>
    public Repair Repairs { get; init; }
}
