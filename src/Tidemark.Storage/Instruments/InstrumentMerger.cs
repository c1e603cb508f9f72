using System.Globalization;
using Tidemark.Storage.Import.Repairs;

namespace Tidemark.Storage.Instruments;

/// <summary>Adds imported rules to what is declared: a new date is a new period, the same date with other rules is a conflict.</summary>
internal sealed class InstrumentMerger(IReadOnlyList<Instrument> declared, Repair repairs)
{
    private readonly Dictionary<InstrumentId, Instrument> all = declared.ToDictionary(instrument => instrument.Id);
    private readonly HashSet<InstrumentId> touched = [];

    public int NewInstruments { get; private set; }

    public int NewPeriods { get; private set; }

    public int Identical { get; private set; }

    public int Kept { get; private set; }

    public int Replaced { get; private set; }

    /// <summary>The instruments after all that was added.</summary>
    public IEnumerable<Instrument> Changed => touched.Select(id => all[id]);

    /// <exception cref="BadInputException">Rules of that date or other dates of listing are there, and no repair says which hold.</exception>
    public void Add(string fileName, DeclaredSymbol symbol)
    {
        if (!all.TryGetValue(symbol.Id, out var before))
        {
            before = new Instrument(symbol.Id);
            NewInstruments++;
        }
        try
        {
            var rules = Merge(fileName, symbol, before);
            all[symbol.Id] = new Instrument(symbol.Id, [.. rules], Choose(fileName, symbol, "listed", before.ListedAt, symbol.ListedAt),
                Choose(fileName, symbol, "delisted", before.DelistedAt, symbol.DelistedAt));
            touched.Add(symbol.Id);
        }
        catch (ArgumentException refused)
        {
            throw new BadInputException($"{fileName}: symbol {symbol.Symbol}: {refused.Message}", refused);
        }
    }

    private IEnumerable<TradingRules> Merge(string fileName, DeclaredSymbol symbol, Instrument before)
    {
        var there = before.Rules.FirstOrDefault(rules => rules.ValidFrom == symbol.Rules.ValidFrom);
        // A file that is silent about fees does not end the tier that was declared.
        var inForce = there ?? before.RulesAt(symbol.Rules.ValidFrom);
        var rules = symbol.Rules with
        {
            MakerFeeRate = symbol.Rules.MakerFeeRate ?? inForce.MakerFeeRate,
            TakerFeeRate = symbol.Rules.TakerFeeRate ?? inForce.TakerFeeRate,
        };
        if (there is null)
        {
            NewPeriods++;
            return before.Rules.Append(rules).OrderBy(each => each.ValidFrom);
        }
        if (there == rules || IsCompletion(there, rules)) Identical++;
        else if (repairs.HasFlag(Repair.KeepLast)) Replaced++;
        else if (repairs.HasFlag(Repair.KeepFirst))
        {
            Kept++;
            return before.Rules;
        }
        else throw Conflict(fileName, symbol, Differences(there, rules));
        return before.Rules.Select(each => each == there ? rules : each);
    }

    /// <summary>Fees or bounds were not declared yet, and all else is the same: nothing contradicts.</summary>
    private static bool IsCompletion(TradingRules there, TradingRules rules)
    {
        var hasFees = there.MakerFeeRate is not null || there.TakerFeeRate is not null;
        return there == rules with
        {
            MakerFeeRate = hasFees ? rules.MakerFeeRate : null,
            TakerFeeRate = hasFees ? rules.TakerFeeRate : null,
            Bounds = there.Bounds is null ? null : rules.Bounds,
        };
    }

    private Instant? Choose(string fileName, DeclaredSymbol symbol, string what, Instant? there, Instant? now)
    {
        if (now is null || there == now) return there ?? now;
        if (there is null || repairs.HasFlag(Repair.KeepLast)) return now;
        return repairs.HasFlag(Repair.KeepFirst) ? there : throw new BadInputException($"{fileName}: symbol {symbol.Symbol}: {symbol.Id} was {what} {there}, here {now} (--repair keep-first or keep-last)");
    }

    private static BadInputException Conflict(string fileName, DeclaredSymbol symbol, string differences) =>
        new($"{fileName}: symbol {symbol.Symbol}: {symbol.Id} has other rules from {DateText(symbol.Rules.ValidFrom)}: {differences} (--repair keep-first or keep-last, or another --valid-from)");

    private static string DateText(Instant from) => from == Instant.MinValue ? "the beginning" : from.ToString();

    private static string Differences(TradingRules there, TradingRules here)
    {
        (string Name, decimal? There, decimal? Here)[] fields =
        [
            ("tick", there.PriceTick, here.PriceTick), ("step", there.QuantityStep, here.QuantityStep),
            ("least quantity", there.MinimumQuantity, here.MinimumQuantity), ("least notional", there.MinimumNotional, here.MinimumNotional),
            ("most quantity", there.MaximumQuantity, here.MaximumQuantity), ("most quantity of a market order", there.MaximumMarketQuantity, here.MaximumMarketQuantity),
            ("maker fee", there.MakerFeeRate, here.MakerFeeRate), ("taker fee", there.TakerFeeRate, here.TakerFeeRate),
            .. Differences(there.Bounds ?? OrderBounds.None, here.Bounds ?? OrderBounds.None),
        ];
        return string.Join(", ", fields.Where(field => field.There != field.Here).Select(field => $"{field.Name} {Text(field.There)} there, {Text(field.Here)} here"));
    }

    private static IEnumerable<(string Name, decimal? There, decimal? Here)> Differences(OrderBounds there, OrderBounds here) =>
    [
        ("highest price of a buy", there.BuyPriceUp, here.BuyPriceUp), ("lowest price of a buy", there.BuyPriceDown, here.BuyPriceDown),
        ("highest price of a sell", there.SellPriceUp, here.SellPriceUp), ("lowest price of a sell", there.SellPriceDown, here.SellPriceDown),
        ("most notional", there.MaximumNotional, here.MaximumNotional),
        ("least notional of market orders", there.HasMinimumForMarket ? 1m : 0m, here.HasMinimumForMarket ? 1m : 0m),
        ("most notional of market orders", there.HasMaximumForMarket ? 1m : 0m, here.HasMaximumForMarket ? 1m : 0m),
        ("most orders", there.MaximumOrders, here.MaximumOrders), ("most orders with a trigger", there.MaximumTriggerOrders, here.MaximumTriggerOrders),
    ];

    private static string Text(decimal? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "none";
}
