using Tidemark.Engine.Strategies.Trades;
using Tidemark.Indicators;
using Tidemark.Strategies.Trend;

namespace Tidemark.Strategies.Rules;

/// <summary>
/// Trades by the rules of a document. At each close: a position whose exit rule holds, or that is held too long, is closed; without a
/// position an entry rule that holds opens one, with its stop and target at distances from this close. An entry to the other side while a
/// position is held only closes it; the other side follows at a later close at which its rule still holds.
/// </summary>
public sealed class RuleStrategy : Strategy
{
    private readonly RuleDocument document;
    private readonly Dictionary<string, double> values;
    private PerInstrument<InstrumentRules> rules;
    private double sizeNow = 1;

    /// <param name="document">The rules.</param>
    /// <exception cref="BadInputException">A text cannot be read; the message names file, line and column.</exception>
    public RuleStrategy(RuleDocument document)
    {
        this.document = document;
        values = document.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Default, StringComparer.Ordinal);
        StrategyParameter.Apply(this, document.Hours);
    }

    public override string Name => document.Name;

    public override AboutAttribute About => document.About;

    public override IReadOnlyList<StrategyParameter> Parameters =>
        [.. document.Parameters.Select(parameter => new StrategyParameter(parameter.Name, parameter.IsWhole ? typeof(long) : typeof(double),
            new ParameterAttribute { Min = parameter.Minimum, Max = parameter.Maximum, Description = parameter.Description },
            strategy => parameter.IsWhole ? (long)((RuleStrategy)strategy).values[parameter.Name] : ((RuleStrategy)strategy).values[parameter.Name],
            (strategy, value) => ((RuleStrategy)strategy).values[parameter.Name] = Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture)))];

    public override bool NeedsShorting => document.Direction == TradeDirection.LongShort;

    protected override void ValidateParameters() => Read();

    protected override void OnStart() => rules = PerInstrument(instrument =>
    {
        var tracked = new Dictionary<string, Indicator>(StringComparer.Ordinal);
        return new InstrumentRules(document, values, (expression, interval) =>
        {
            var key = $"{expression}@{interval}";
            if (!tracked.TryGetValue(key, out var indicator)) tracked[key] = indicator = Track(expression.Create(), instrument, interval);
            return indicator;
        });
    });

    protected override void OnBar(in BarClosed bar)
    {
        var instrument = bar.Instrument;
        var now = rules[instrument];
        now.Look();
        var side = Position(instrument).Side;
        now.BarsHeld = side == PositionSide.Flat ? 0 : now.BarsHeld + 1;
        if (side == PositionSide.Long && ExitOf(now, now.ExitsLong, now.EntersShort) is { } longReason) SetTarget(instrument, Quantity.Zero, longReason);
        else if (side == PositionSide.Short && ExitOf(now, now.ExitsShort, now.EntersLong) is { } shortReason) SetTarget(instrument, Quantity.Zero, shortReason);
        else if (side == PositionSide.Flat && !WorkingOrders(instrument).Any())
        {
            if (now.EntersLong && !now.ExitsLong) Enter(bar, now, Side.Buy);
            else if (now.EntersShort && !now.ExitsShort) Enter(bar, now, Side.Sell);
        }
    }

    protected override Quantity ChooseQuantity(InstrumentIndex instrument, Quantity proposed) =>
        sizeNow == 1 ? proposed : Instruments[instrument.Value].RoundQuantity(proposed.Value * (decimal)sizeNow, Rounding.Down, Now);

    protected override Price? StopPriceOf(OpenTrade trade)
    {
        if (rules[trade.Instrument].TrailingDistance is not { } trailing || !(trailing.Now > 0)) return null;
        return trade.Side == PositionSide.Long
            ? Level(trade.Instrument, trade.Highest - trailing.Now, Rounding.Down)
            : Level(trade.Instrument, trade.Lowest + trailing.Now, Rounding.Up);
    }

    private static string? ExitOf(InstrumentRules now, bool byRule, bool byOtherSide) =>
        byRule ? "exit rule" : byOtherSide ? "other side" : now.IsHeldTooLong ? "held too long" : null;

    private void Enter(in BarClosed bar, InstrumentRules now, Side side)
    {
        if (IsUndefined(now.StopDistance) || IsUndefined(now.TargetDistance)) return;
        sizeNow = now.Size;
        var quantity = UnitQuantity;
        sizeNow = 1;
        if (quantity.IsZero) return;
        var sign = side == Side.Buy ? 1 : -1;
        var stop = now.StopDistance is null ? null : Level(bar.Instrument, bar.Close - sign * now.StopDistance.Now, side == Side.Buy ? Rounding.Down : Rounding.Up);
        var target = now.TargetDistance is null ? null : Level(bar.Instrument, bar.Close + sign * now.TargetDistance.Now, side == Side.Buy ? Rounding.Up : Rounding.Down);
        // A stop that was asked for and cannot stand (below zero) is no reason to go without one.
        if (now.StopDistance is not null && stop is null) return;
        var entry = new OrderTerms(bar.Instrument, side, quantity) { Tag = side == Side.Buy ? "enter long" : "enter short" };
        if (stop is null && target is null) Submit(entry);
        else SubmitBracket(entry, stop, target);
    }

    private static bool IsUndefined(RuleValue? distance) => distance is not null && !(distance.Now > 0);

    private Price? Level(InstrumentIndex instrument, double price, Rounding rounding) =>
        price > 0 && double.IsFinite(price) ? Instruments[instrument.Value].RoundPrice((decimal)price, rounding, Now) : null;

    /// <summary>Reads every text once, so that what is wrong is said before anything runs.</summary>
    private void Read() => _ = new InstrumentRules(document, values, (expression, _) => expression.Create());
}
