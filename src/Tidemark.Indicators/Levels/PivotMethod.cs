namespace Tidemark.Indicators.Levels;

/// <summary>How pivot levels follow from the high H, low L and close C of a session.</summary>
public enum PivotMethod : byte
{
    /// <summary>P = (H + L + C) / 3; R1 = 2P - L, S1 = 2P - H; R2, S2 = P +- (H - L); R3 = H + 2(P - L), S3 = L - 2(H - P).</summary>
    Classic,

    /// <summary>P as in the classic; R and S 1 to 3 = P +- 0.382, 0.618 and 1 times (H - L).</summary>
    Fibonacci,

    /// <summary>P as in the classic; R and S 1 to 4 = C +- 1.1 (H - L) / 12, / 6, / 4 and / 2.</summary>
    Camarilla,
}
