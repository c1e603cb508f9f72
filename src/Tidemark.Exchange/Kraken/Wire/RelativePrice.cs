using Tidemark.Exchange.Markets;

namespace Tidemark.Exchange.Kraken.Wire;

/// <summary>A price as it is, or relative to another: <c>+50</c>, <c>-2%</c>, <c>#10</c> (the side that makes sense).</summary>
internal static class RelativePrice
{
    /// <param name="reference">What it is relative to.</param>
    /// <param name="isAbove">Where <c>#</c> puts it.</param>
    /// <param name="name">Of the parameter, for the refusal.</param>
    public static decimal Read(string text, MarketRules rules, decimal reference, bool isAbove, string name)
    {
        var sign = text[0];
        if (sign is not ('+' or '-' or '#') && !text.EndsWith('%'))
            return CallParameters.TryNumber(text, out var fixedPrice) && fixedPrice > 0 ? fixedPrice : throw KrakenError.Arguments(name);
        if (!CallParameters.TryNumber(text.TrimStart('+', '-', '#').TrimEnd('%'), out var amount) || amount < 0) throw KrakenError.Arguments(name);
        var offset = text.EndsWith('%') ? reference * amount / 100 : amount;
        var price = sign == '-' || (sign == '#' && !isAbove) ? reference - offset : reference + offset;
        return Math.Max(rules.PriceTick, decimal.Round(price / rules.PriceTick) * rules.PriceTick);
    }
}
