using System.Collections.Immutable;
using Tidemark.Engine.Sessions;
using Tidemark.Engine.Strategies.Trades;

namespace Tidemark.Engine.Journaling;

/// <summary>What a session is, inside its first record.</summary>
internal static class SessionPayloads
{
    public static void Write(SessionStartedRecord started, PayloadWriter target)
    {
        target.WriteText(started.Build);
        target.WriteUInt64(started.Seed);
        Write(started.Setup, target);
        target.WriteInt32(started.Strategies.Length);
        foreach (var strategy in started.Strategies)
        {
            target.WriteText(strategy.Name);
            Write(strategy.Parameters, target);
        }
        Write(started.Settings, target);
        target.WriteInt32(started.States.Length);
        foreach (var state in started.States) state.Write(target);
    }

    public static SessionStartedRecord ReadStarted(ref PayloadReader reader, byte version)
    {
        var (build, seed, setup) = (reader.ReadText(), reader.ReadUInt64(), ReadSetup(ref reader, version));
        var strategies = ImmutableArray.CreateBuilder<StrategyDescription>();
        for (var left = reader.ReadCount(); left > 0; left--) strategies.Add(new StrategyDescription(reader.ReadText(), ReadNamed(ref reader)));
        return new SessionStartedRecord { Build = build, Seed = seed, Setup = setup, Strategies = strategies.ToImmutable(), Settings = ReadNamed(ref reader), States = version < 7 ? [] : ReadStates(ref reader) };
    }

    private static ImmutableArray<StrategyState> ReadStates(ref PayloadReader reader)
    {
        var states = ImmutableArray.CreateBuilder<StrategyState>();
        for (var left = reader.ReadCount(); left > 0; left--) states.Add(StrategyState.Read(ref reader));
        return states.ToImmutable();
    }

    public static void Write(Interval interval, PayloadWriter target)
    {
        target.WriteInt32(interval.Count);
        target.WriteByte((byte)interval.Unit);
    }

    public static Interval ReadInterval(ref PayloadReader reader)
    {
        var (count, unit) = (reader.ReadInt32(), reader.ReadEnum<IntervalUnit>());
        return Checked(() => new Interval(count, unit));
    }

    private static void Write(SessionSetup setup, PayloadWriter target)
    {
        target.WriteUInt128(setup.JournalId);
        target.WriteText(setup.Currency);
        target.WriteInstant(setup.TradingStart);
        target.WriteByte((byte)setup.Sizing.Kind);
        target.WriteDecimal(setup.Sizing.Value);
        target.WriteOptional(setup.Limits.MaximumOrderNotional);
        target.WriteOptional(setup.Limits.MaximumPositionNotional);
        target.WriteOptional(setup.Limits.MaximumOpenOrders);
        target.WriteInt32(setup.ClosedOrdersKept);
        target.WriteInt32(setup.Instruments.Length);
        for (var i = 0; i < setup.Instruments.Length; i++)
        {
            InstrumentPayload.Write(setup.Instruments[i], target);
            Write(setup.BaseIntervals[i], target);
        }
        target.WriteInt32(setup.Accounts.Length);
        foreach (var account in setup.Accounts) Write(account, target);
        UniversePayload.Write(setup.Universe, target);
        foreach (var account in setup.Accounts) target.WriteByte((byte)account.PositionMode);
        target.WriteInt32(setup.ConversionCount);
    }

    private static SessionSetup ReadSetup(ref PayloadReader reader, byte version)
    {
        var (journal, currency, tradingStart) = (reader.ReadUInt128(), reader.ReadText(), reader.ReadInstant());
        var sizing = new SizingRule(reader.ReadEnum<SizingKind>(), reader.ReadDecimal());
        var limits = new RiskLimits(reader.ReadOptionalDecimal(), reader.ReadOptionalDecimal(), reader.ReadOptionalInt32());
        var closedKept = reader.ReadInt32();
        var instruments = ImmutableArray.CreateBuilder<Instrument>();
        var intervals = ImmutableArray.CreateBuilder<Interval>();
        for (var left = reader.ReadCount(); left > 0; left--)
        {
            instruments.Add(InstrumentPayload.Read(ref reader, version));
            intervals.Add(ReadInterval(ref reader));
        }
        var accounts = ImmutableArray.CreateBuilder<AccountSetup>();
        for (var left = reader.ReadCount(); left > 0; left--) accounts.Add(ReadAccount(ref reader));
        var universe = version < 3 ? null : UniversePayload.Read(ref reader);
        for (var index = 0; index < accounts.Count && version >= 4; index++) accounts[index] = accounts[index] with { PositionMode = reader.ReadEnum<PositionMode>() };
        return new SessionSetup
        {
            JournalId = journal,
            Currency = currency,
            TradingStart = tradingStart,
            Sizing = sizing,
            Limits = limits,
            ClosedOrdersKept = closedKept,
            Instruments = instruments.ToImmutable(),
            BaseIntervals = intervals.ToImmutable(),
            Accounts = accounts.ToImmutable(),
            Universe = universe,
            ConversionCount = version < 5 ? 0 : reader.ReadInt32(),
        };
    }

    private static void Write(AccountSetup account, PayloadWriter target)
    {
        target.WriteText(account.Id.Name);
        target.WriteText(account.Venue);
        target.WriteByte((byte)account.Kind);
        target.WriteByte((byte)account.Funds);
        target.WriteDecimal(account.Leverage);
        target.WriteDecimal(account.Fees.Maker);
        target.WriteDecimal(account.Fees.Taker);
        target.WriteInt32(account.Balances.Length);
        foreach (var balance in account.Balances)
        {
            target.WriteText(balance.Asset);
            target.WriteDecimal(balance.Value);
        }
    }

    private static AccountSetup ReadAccount(ref PayloadReader reader)
    {
        var (id, venue) = (new AccountId(reader.ReadText()), reader.ReadText());
        var (kind, funds) = (reader.ReadEnum<AccountKind>(), reader.ReadEnum<FundsPolicy>());
        var leverage = reader.ReadDecimal();
        var fees = new FeeRates(reader.ReadDecimal(), reader.ReadDecimal());
        var balances = ImmutableArray.CreateBuilder<Money>();
        for (var left = reader.ReadCount(); left > 0; left--)
        {
            var asset = reader.ReadText();
            balances.Add(new Money(reader.ReadDecimal(), asset));
        }
        return new AccountSetup(id, venue, kind, balances.ToImmutable(), fees, funds, leverage);
    }

    private static void Write(ImmutableArray<NamedText> values, PayloadWriter target)
    {
        target.WriteInt32(values.Length);
        foreach (var (name, text) in values)
        {
            target.WriteText(name);
            target.WriteText(text);
        }
    }

    private static ImmutableArray<NamedText> ReadNamed(ref PayloadReader reader)
    {
        var result = ImmutableArray.CreateBuilder<NamedText>();
        for (var left = reader.ReadCount(); left > 0; left--) result.Add(new NamedText(reader.ReadText(), reader.ReadText()));
        return result.ToImmutable();
    }

    /// <summary>Values that our types refuse are damage of the record, not a mistake of the caller.</summary>
    internal static T Checked<T>(Func<T> create)
    {
        try
        {
            return create();
        }
        catch (Exception refused) when (refused is ArgumentException or FormatException)
        {
            throw new InvalidDataException(refused.Message, refused);
        }
    }
}
