namespace Tidemark.Indicators.Catalog;

/// <summary>In what an output is measured, which decides where a chart draws it and how far rounding may take it.</summary>
public enum OutputScale : byte
{
    /// <summary>A level in the units of the input, drawn over the prices.</summary>
    Level,

    /// <summary>A difference in the units of the input, drawn in a pane of its own: a MACD line, an average true range.</summary>
    Difference,

    /// <summary>A number without unit: an index, a ratio, a percentage.</summary>
    Number,

    /// <summary>A signal: 0 for none, positive for bullish, negative for bearish.</summary>
    Signal,

    /// <summary>In units of volume.</summary>
    Volume,
}
