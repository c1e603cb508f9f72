namespace Tidemark.Indicators;

/// <summary>Which number of a bar an indicator of a single series reads.</summary>
public enum BarField : byte
{
    Open,
    High,
    Low,
    Close,
    Volume,
}

/// <summary>Reads fields of bars.</summary>
public static class BarFields
{
    public static double Of(this BarField field, in Bar bar) => field switch
    {
        BarField.Close => bar.Close,
        BarField.Open => bar.Open,
        BarField.High => bar.High,
        BarField.Low => bar.Low,
        BarField.Volume => bar.Volume,
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "a bar has no such field"),
    };
}
