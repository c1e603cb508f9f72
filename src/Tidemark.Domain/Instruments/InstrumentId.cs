namespace Tidemark.Domain;

/// <summary>
/// The name of an instrument at a venue in the unified notation: <c>BASE/QUOTE[:SETTLE[-yyMMdd[-STRIKE-C|P]]]@venue</c>.
/// Assets are upper case, the venue lower case; parsing accepts any case.
/// </summary>
public sealed record InstrumentId : IComparable<InstrumentId>
{
    private readonly string text;

    private InstrumentId(string baseAsset, string quoteAsset, string? settleAsset, string? contract, string venue)
    {
        Base = baseAsset;
        Quote = quoteAsset;
        Settle = settleAsset;
        Contract = contract;
        Venue = venue;
        Symbol = settleAsset is null ? $"{Base}/{Quote}" : contract is null ? $"{Base}/{Quote}:{Settle}" : $"{Base}/{Quote}:{Settle}-{Contract}";
        text = $"{Symbol}@{Venue}";
        Money = settleAsset ?? quoteAsset;
        IsContract = Kind is InstrumentKind.Perpetual or InstrumentKind.Future;
        IsInverse = IsContract && settleAsset == baseAsset && settleAsset != quoteAsset;
    }

    public string Base { get; }

    public string Quote { get; }

    /// <summary>The currency of margin and settlement; null for spot.</summary>
    public string? Settle { get; }

    /// <summary>Expiry (yyMMdd) and, for options, strike and C or P; null for spot and perpetuals.</summary>
    public string? Contract { get; }

    public string Venue { get; }

    /// <summary>The currency in which profit, loss and fees are paid: the currency of settlement, for spot the quote currency.</summary>
    public string Money { get; }

    /// <summary>Whether it is a perpetual or a future: nothing is owned, profit and loss are paid in <see cref="Money"/>.</summary>
    public bool IsContract { get; }

    /// <summary>
    /// Whether it is a contract worth a fixed amount of quote currency and paid in base currency. Its quantities are in quote currency:
    /// 5 contracts of 100 USD are 500.
    /// </summary>
    public bool IsInverse { get; }

    /// <summary>When a future expires: 08:00 UTC of its day, as on all large venues; null for anything else.</summary>
    public Instant? ExpiresAt =>
        Kind == InstrumentKind.Future && Instant.TryParse($"20{Contract![..2]}-{Contract[2..4]}-{Contract[4..6]}T08:00:00Z", out var expiry) ? expiry : null;

    /// <summary>The notation without the venue: <c>BTC/USDT</c>.</summary>
    public string Symbol { get; }

    public InstrumentKind Kind => Settle is null ? InstrumentKind.Spot
        : Contract is null ? InstrumentKind.Perpetual
        : Contract.Contains('-', StringComparison.Ordinal) ? InstrumentKind.Option
        : InstrumentKind.Future;

    public static InstrumentId Spot(string baseAsset, string quoteAsset, string venue) => Parse($"{baseAsset}/{quoteAsset}@{venue}");

    public static bool TryParse(string? text, out InstrumentId instrument)
    {
        instrument = null!;
        if (text is null) return false;
        var at = text.LastIndexOf('@');
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 1 || at <= slash + 1 || at == text.Length - 1) return false;
        var venue = text[(at + 1)..].ToLowerInvariant();
        var baseAsset = text[..slash].ToUpperInvariant();
        var rest = text[(slash + 1)..at].ToUpperInvariant();
        var colon = rest.IndexOf(':', StringComparison.Ordinal);
        var quote = colon < 0 ? rest : rest[..colon];
        string? settle = null, contract = null;
        if (colon >= 0)
        {
            settle = rest[(colon + 1)..];
            var dash = settle.IndexOf('-', StringComparison.Ordinal);
            if (dash >= 0) (settle, contract) = (settle[..dash], settle[(dash + 1)..]);
        }
        if (!IsName(venue, true) || !IsName(baseAsset, false) || !IsName(quote, false)) return false;
        if (settle is not null && !IsName(settle, false)) return false;
        if (contract is not null && !IsContractText(contract)) return false;
        instrument = new InstrumentId(baseAsset, quote, settle, contract, venue);
        return true;
    }

    /// <exception cref="FormatException">The text is not in the unified notation.</exception>
    public static InstrumentId Parse(string text) =>
        TryParse(text, out var instrument) ? instrument : throw new FormatException($"'{text}' is not an instrument; write BASE/QUOTE@venue, such as BTC/USDT@binance");

    public bool Equals(InstrumentId? other) => other is not null && text == other.text;

    public override int GetHashCode() => text.GetHashCode(StringComparison.Ordinal);

    public int CompareTo(InstrumentId? other) => string.CompareOrdinal(text, other?.text);

    public override string ToString() => text;

    private static bool IsName(string name, bool isVenue)
    {
        if (name.Length is 0 or > 40) return false;
        foreach (var letter in name)
            if (!char.IsAsciiLetterOrDigit(letter) && !(letter is '.' or '_' || (isVenue && letter == '-'))) return false;
        return name.Trim('.').Length > 0;
    }

    private static bool IsContractText(string contract)
    {
        var parts = contract.Split('-');
        if (parts[0].Length != 6 || !parts[0].All(char.IsAsciiDigit)) return false;
        if (parts.Length == 1) return true;
        return parts.Length == 3 && parts[1].Length > 0 && parts[1].All(c => char.IsAsciiDigit(c) || c == '.') && parts[2] is "C" or "P";
    }
}
