namespace Tidemark.Learning.Drift;

/// <summary>Refuses rates of false alarms that are none.</summary>
internal static class FalseAlarms
{
    public static void Check(double rate)
    {
        if (!(rate > 0 && rate < 1)) throw new ArgumentException(FormattableString.Invariant($"a rate of false alarms lies between 0 and 1, not at {rate}"));
    }
}
