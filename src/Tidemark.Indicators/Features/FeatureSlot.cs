namespace Tidemark.Indicators.Features;

/// <summary>A number that formulas read; slots of equal text are one.</summary>
/// <param name="Kind">What feeds it.</param>
/// <param name="Source">Whose: 0 the instrument itself, then the others of the list.</param>
/// <param name="Text">What it is, with every parameter; the name of an observation.</param>
internal sealed record FeatureSlot(SlotKind Kind, int Source, string Text)
{
    /// <summary>Makes the indicator behind it; null for calendar and observations.</summary>
    public Func<Indicator>? Create { get; init; }

    /// <summary>Which number of the calendar.</summary>
    public CalendarField Calendar { get; init; }

    /// <summary>Bars of its source until the first value.</summary>
    public int WarmUp { get; init; }
}
