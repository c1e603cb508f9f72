using System.Globalization;

namespace Tidemark.Research.Training;

/// <summary>What calibration did, for people.</summary>
public static class CalibrationText
{
    /// <summary>A sentence on samples not learnt from, and one on the test part where that was read.</summary>
    public static string Of(CalibrationFigures figures)
    {
        var test = figures is { TestBefore: { } before, TestAfter: { } after } ? $"; on the test part {Change(before, after)}" : "";
        return $"calibrated by {figures.Kind.ToString().ToLowerInvariant()}: on samples not learnt from {(figures is { Before: { } raw, After: { } made } ? Change(raw, made) : "nothing can be measured")}{test}";
    }

    private static string Change(Reliability before, Reliability after) =>
        $"calibration error {Number(before.ExpectedError)} → {Number(after.ExpectedError)}, log loss {Number(before.LogLoss)} → {Number(after.LogLoss)}";

    private static string Number(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);
}
