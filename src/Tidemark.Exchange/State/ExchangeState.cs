using System.Text.Json;
using System.Text.Json.Serialization;
using Tidemark.Exchange.Accounts;
using Tidemark.Exchange.Contracts;
using Tidemark.Exchange.Markets;
using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.State;

/// <summary>All that survives a restart, as it is written.</summary>
internal sealed record ExchangeState(int Version, string Dialect, Instant Time, ExchangeState.Account[] Accounts, ExchangeState.Core Spot, ExchangeState.Core? Contracts, ExchangeState.Holder[] Holders, ExchangeState.Mark[] Marks)
{
    public const int CurrentVersion = 1;

    /// <summary>Stands for the account of the house, whatever clients are called.</summary>
    public const string House = "(house)";

    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new InstantConverter(), new JsonStringEnumConverter() },
    };

    /// <exception cref="BadInputException">The file is of another dialect or a newer version, or has been cut.</exception>
    public static ExchangeState? TryLoad(string folder, string dialect)
    {
        if (StateFile.TryLoad(folder) is not { } json) return null;
        var path = StateFile.PathIn(folder);
        var state = JsonSerializer.Deserialize<ExchangeState>(json, Options)!;
        if (state.Version != CurrentVersion) throw new BadInputException($"--state {path}: the file is of version {state.Version}; this program reads {CurrentVersion}");
        return state.Dialect == dialect ? state : throw new BadInputException($"--state {path}: the file is of dialect {state.Dialect}, not {dialect}");
    }

    /// <param name="AreKeysMade">False where a file does not say it.</param>
    public sealed record Account(string Name, string Key, string Secret, string? Passphrase, bool MayTrade, bool MayWithdraw, bool AreKeysMade = false)
    {
        public AccountDefinition ToDefinition() => new(Name, Key, Secret) { Passphrase = Passphrase, MayTrade = MayTrade, MayWithdraw = MayWithdraw, AreKeysMade = AreKeysMade };
    }

    public sealed record Balance(string Account, string Asset, decimal Free, decimal Locked);

    public sealed record Core(Balance[] Balances, MarketPart[] Markets, Order[] Orders, Fill[] Fills, Pair[] Pairs, long NextPairId);

    public sealed record MarketPart(string Symbol, decimal LastPrice, long UpdateId, long NextOrderId, long NextTradeId, PublicTrade[] Trades, AggregateTrade[] Aggregates, Bars[] Series);

    public sealed record Bars(string Interval, KlineValues[] Items);

    public sealed record Order(long Id, string Symbol, string Account, OrderTicket Ticket, OrderTicket? BeforeTrigger, string ClientOrderId, string FeeAsset, decimal Quantity, OrderState State,
        decimal Executed, decimal ExecutedQuote, decimal Locked, decimal Prevented, Instant CreatedAt, Instant UpdatedAt, Instant? WorkingAt, Instant? TriggeredAt, string? RemarksType, JsonElement? Remarks);

    public sealed record Fill(string Symbol, long OrderId, long TradeId, decimal Price, decimal Quantity, decimal Fee, string FeeAsset, bool IsMaker, Instant Time, decimal RealizedPnl);

    public sealed record Pair(long Id, string ClientId, string Symbol, long First, long Second, Instant CreatedAt);

    public sealed record Holder(string Account, bool IsHedged, HolderMarket[] Markets, Position[] Positions, IncomeEntry[] Income);

    public sealed record HolderMarket(string Symbol, int Leverage, bool IsIsolated);

    public sealed record Position(string Symbol, ContractSide Side, decimal Quantity, decimal EntryValue, decimal IsolatedWallet, decimal RealizedPnl, Instant UpdatedAt);

    public sealed record Mark(string Symbol, Instant NextFunding, Funding[] Fundings);

    public sealed record Funding(Instant Time, decimal Rate, decimal Price);

    private sealed class InstantConverter : JsonConverter<Instant>
    {
        public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Nanoseconds);
    }
}
