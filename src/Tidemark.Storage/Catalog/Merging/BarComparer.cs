namespace Tidemark.Storage.Catalog.Merging;

/// <summary>Compares bars of two series by value; holds the spans, because taking them from mapped memory costs more than the comparison.</summary>
internal readonly ref struct BarComparer(BarColumns left, BarColumns right)
{
    private readonly ReadOnlySpan<double> leftOpen = left.Open.Span, leftHigh = left.High.Span, leftLow = left.Low.Span, leftClose = left.Close.Span, leftVolume = left.Volume.Span;
    private readonly ReadOnlySpan<double> rightOpen = right.Open.Span, rightHigh = right.High.Span, rightLow = right.Low.Span, rightClose = right.Close.Span, rightVolume = right.Volume.Span;

    public bool AreEqual(int i, int j) => leftClose[i] == rightClose[j] && leftOpen[i] == rightOpen[j] && leftHigh[i] == rightHigh[j]
        && leftLow[i] == rightLow[j] && leftVolume[i] == rightVolume[j];
}
