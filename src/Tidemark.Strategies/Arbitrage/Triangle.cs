namespace Tidemark.Strategies.Arbitrage;

/// <summary>
/// Three pairs of three assets at one venue. Home is the quote of two of them: the cycle begins and ends there. Of the others, the outer
/// one is quoted in the inner one.
/// </summary>
internal sealed record Triangle(InstrumentIndex OuterHome, InstrumentIndex InnerHome, InstrumentIndex OuterInner, string Home, string Inner, string Outer)
{
    /// <summary>What the cycles have left of the inner and the outer asset; negative is owed.</summary>
    public decimal InnerLeft { get; set; }

    /// <summary>See <see cref="InnerLeft"/>.</summary>
    public decimal OuterLeft { get; set; }

    public bool Has(InstrumentIndex instrument) => instrument == OuterHome || instrument == InnerHome || instrument == OuterInner;

    /// <summary>Books what a fill has brought and taken of the two assets, the fee included.</summary>
    public void Add(Fill fill)
    {
        var quantity = fill.Side == Side.Buy ? fill.Quantity.Value : -fill.Quantity.Value;
        if (fill.Instrument == InnerHome) InnerLeft += quantity;
        else OuterLeft += quantity;
        if (fill.Instrument == OuterInner) InnerLeft -= Math.Sign(quantity) * fill.Notional;
        if (fill.FeeAsset == Inner) InnerLeft -= fill.Fee;
        else if (fill.FeeAsset == Outer) OuterLeft -= fill.Fee;
    }

    /// <summary>All triangles that pairs make, in the order of the pairs.</summary>
    public static IEnumerable<Triangle> Find(IReadOnlyList<Instrument> instruments)
    {
        foreach (var (outerHome, first) in Spots(instruments))
            foreach (var (innerHome, second) in Spots(instruments))
                foreach (var (outerInner, third) in Spots(instruments))
                {
                    var isOneVenue = first.Venue == second.Venue && second.Venue == third.Venue;
                    if (isOneVenue && first.Quote == second.Quote && third.Base == first.Base && third.Quote == second.Base)
                        yield return new Triangle(outerHome, innerHome, outerInner, first.Quote, second.Base, first.Base);
                }
    }

    private static IEnumerable<(InstrumentIndex Index, InstrumentId Id)> Spots(IReadOnlyList<Instrument> instruments) =>
        instruments.Select((instrument, index) => (new InstrumentIndex(index), instrument.Id)).Where(each => each.Id.Kind == InstrumentKind.Spot);
}
