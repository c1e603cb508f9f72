using System.CommandLine;
using System.Globalization;
using Tidemark.Cli.CommandLine;
using Tidemark.Cli.Output;
using Tidemark.Storage.Catalog;

namespace Tidemark.Cli.Commands.Data;

/// <summary><c>data instrument set</c> and <c>data instrument list</c>: listing dates and trading rules with their validity.</summary>
internal static class DataInstrumentCommand
{
    /// <summary>More rows than this are for programs, which take the JSON.</summary>
    private const int MostRowsShown = 200;

    private const decimal BasisPoint = 10_000m;

    private static readonly Option<InstrumentId?> Only = ParsedOption.Instrument(description: "Only this one");
    private static readonly Argument<string> Name = new("instrument") { Description = "Instrument, written BASE/QUOTE@venue: BTC/USD@bitfinex" };
    private static readonly Option<decimal?> Tick = Number("--tick", "Prices are multiples of it, in quote currency");
    private static readonly Option<decimal?> Step = Number("--step", "Quantities are multiples of it, in base currency");
    private static readonly Option<decimal?> MinimumQuantity = Number("--min-quantity", "The smallest quantity of an order");
    private static readonly Option<decimal?> MinimumNotional = Number("--min-notional", "The smallest price times quantity of an order, in quote currency");
    private static readonly Option<decimal?> MaximumQuantity = Number("--max-quantity", "The largest quantity of an order, in base currency");
    private static readonly Option<decimal?> MakerFee = Number("--maker-bps", "The fee of fills that gave liquidity, in basis points");
    private static readonly Option<decimal?> TakerFee = Number("--taker-bps", "The fee of fills that took liquidity, in basis points");
    private static readonly Option<Instant?> From = ParsedOption.Time("--from", "From when these rules hold (default: always); other rules stay as they are");
    private static readonly Option<Instant?> Listed = ParsedOption.Time("--listed", "First moment of trading");
    private static readonly Option<Instant?> Delisted = ParsedOption.Time("--delisted", "End of trading");

    public static Command CreateSet() =>
        new Command("set", "Declare trading rules and listing dates of an instrument")
            .With(Name, Tick, Step, MinimumQuantity, MinimumNotional, MaximumQuantity, MakerFee, TakerFee, From, Listed, Delisted, CommonOptions.Json)
            .Example("data instrument set BTC/USD@bitfinex --tick 0.1 --step 0.00000001 --min-notional 5 --from 2018-01-01")
            .Handle(RunSet);

    public static Command CreateList() =>
        new Command("list", "Show what was declared about instruments")
            .With(Only, CommonOptions.Json)
            .Example("data instrument list")
            .Example("data instrument list --instrument BTC/USDT@binance --json -")
            .Handle(RunList);

    private static int RunSet(CommandContext context)
    {
        if (!InstrumentId.TryParse(context.Get(Name), out var id)) throw new BadInputException($"'{context.Get(Name)}' is not an instrument; write BASE/QUOTE@venue, such as BTC/USDT@binance");
        var catalog = MarketCatalog.Open(context.Home.Path);
        try
        {
            var before = catalog.Instruments.Find(id);
            catalog.Instruments.Set(new Instrument(id, [.. RulesAfter(context, before)], context.Get(Listed) ?? before.ListedAt, context.Get(Delisted) ?? before.DelistedAt));
        }
        catch (ArgumentException failure)
        {
            throw new BadInputException(failure.Message, failure);
        }
        WriteOut(context, [catalog.Instruments.Find(id)]);
        return TidemarkCommandLine.Success;
    }

    private static int RunList(CommandContext context)
    {
        var catalog = MarketCatalog.Open(context.Home.Path);
        var instruments = catalog.Instruments.List();
        if (instruments.Count == 0) context.Output.WriteLine("nothing was declared yet; see ./tidemark data instrument set --help");
        if (context.Get(Only) is { } only)
        {
            instruments = [.. instruments.Where(instrument => instrument.Id == only)];
            if (instruments.Count == 0) throw new BadInputException($"--instrument: nothing was declared of {only}{NearestNames.Hint(only.ToString(), catalog.Instruments.List().Select(instrument => instrument.Id.ToString()))}");
        }
        WriteOut(context, instruments);
        return TidemarkCommandLine.Success;
    }

    private static IEnumerable<TradingRules> RulesAfter(CommandContext context, Instrument before)
    {
        var from = context.Get(From) ?? Instant.MinValue;
        var there = before.Rules.FirstOrDefault(rules => rules.ValidFrom == from) ?? TradingRules.None with { ValidFrom = from };
        var now = new TradingRules(from, context.Get(Tick) ?? there.PriceTick, context.Get(Step) ?? there.QuantityStep,
            context.Get(MinimumQuantity) ?? there.MinimumQuantity, context.Get(MinimumNotional) ?? there.MinimumNotional)
        {
            MaximumQuantity = context.Get(MaximumQuantity) ?? there.MaximumQuantity,
            MaximumMarketQuantity = there.MaximumMarketQuantity,
            MakerFeeRate = context.Get(MakerFee) / BasisPoint ?? there.MakerFeeRate,
            TakerFeeRate = context.Get(TakerFee) / BasisPoint ?? there.TakerFeeRate,
            Bounds = there.Bounds,
        };
        var others = before.Rules.Where(rules => rules.ValidFrom != from);
        return now == TradingRules.None with { ValidFrom = from } ? others : others.Append(now).OrderBy(rules => rules.ValidFrom);
    }

    private static void WriteOut(CommandContext context, IReadOnlyList<Instrument> instruments)
    {
        var table = new TextTable("instrument", "listed", "delisted", "rules from", ">tick", ">step", ">min quantity", ">min notional", ">max quantity", ">maker bps", ">taker bps");
        var rows = instruments.Sum(instrument => Math.Max(1, instrument.Rules.Length));
        foreach (var instrument in instruments)
        {
            var rules = instrument.Rules.DefaultIfEmpty(TradingRules.None);
            if (table.Count >= MostRowsShown) break;
            foreach (var each in rules)
            {
                table.Add(instrument.Id.ToString(), Text(instrument.ListedAt), Text(instrument.DelistedAt), each.ValidFrom == Instant.MinValue ? "always" : SeriesText.Time(each.ValidFrom),
                    Text(each.PriceTick), Text(each.QuantityStep), Text(each.MinimumQuantity), Text(each.MinimumNotional), Text(each.MaximumQuantity),
                    Text(each.MakerFeeRate * BasisPoint), Text(each.TakerFeeRate * BasisPoint));
            }
        }
        if (table.Count > 0) table.WriteTo(context.Output);
        if (rows > table.Count) context.Output.WriteLine($"… and {SeriesText.Count(rows - table.Count)} more rows (--instrument for one, --json for all)");
        context.WriteJson(json => InstrumentStore.WriteJson(json, instruments));
    }

    private static string Text(Instant? time) => time is { } known ? SeriesText.Time(known) : "";

    private static string Text(decimal? value) => value is { } known ? DecimalForm.Canonical(known).ToString(CultureInfo.InvariantCulture) : "";

    private static Option<decimal?> Number(string name, string description) => ParsedOption.Value(name, "NUMBER", description,
        text => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? DecimalForm.Canonical(value) : throw new FormatException($"'{text}' is not a number"));
}
